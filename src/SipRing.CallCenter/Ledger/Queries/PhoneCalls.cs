using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Queries;

internal sealed class PhoneCalls(Database database, ILedgerNames names, SipRingSettings settings) : IPhoneCalls
{
    private const int MostItems = 10_000;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    public async Task<Page<PhoneCall>> ListAsync(PhoneCallFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        limit = Math.Min(limit, MostItems);
        await using var db = database.Connect();
        var calls = PhoneCallQuery.Calls(db, filter);
        if (cursor is not null)
        {
            if (!QueueCallCursor.TryParse(cursor, out var after))
                throw new ArgumentException("It is not one that a page before gave.", nameof(cursor));
            var (at, id) = (after.EnteredAtMs, after.Id);
            calls = calls.Where(c => c.StartedAt <= at && (c.StartedAt < at || c.Id < id));
        }

        // The ids come from the index alone; only the rows that are shown are read.
        var ids = await calls.OrderByDescending(c => c.StartedAt).ThenByDescending(c => c.Id).Take(limit + 1).Select(c => c.Id).ToListAsync(cancellationToken);
        var more = ids.Count > limit;
        if (more)
            ids.RemoveAt(limit);
        var rows = new List<PhoneCallRow>(ids.Count);
        foreach (var some in ids.Chunk(500))
            rows.AddRange(await db.GetTable<PhoneCallRow>().Where(c => some.Contains(c.Id)).ToListAsync(cancellationToken));
        var items = rows.OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Select(Item).ToList();
        return new(items, more ? new QueueCallCursor(items[^1].StartedAt.ToUnixTimeMilliseconds(), items[^1].Id).ToString() : null);
    }

    public async Task<PhoneCallTotals> TotalsAsync(PhoneCallFilter filter, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var parts = await PhoneCallQuery.Calls(db, filter)
            .GroupBy(c => new { c.Direction, c.Result })
            .Select(g => new { g.Key.Direction, g.Key.Result, Calls = g.Count(), Talk = g.Sum(c => (long)c.TalkSeconds), Wait = g.Sum(c => (long)c.WaitSeconds) })
            .ToListAsync(cancellationToken);
        int By(CallResult result) => parts.Where(p => p.Result == (int)result).Sum(p => p.Calls);
        int To(CallDirection direction) => parts.Where(p => p.Direction == (int)direction).Sum(p => p.Calls);
        return new(
            parts.Sum(p => p.Calls), By(CallResult.Answered), By(CallResult.NoAnswer), By(CallResult.Busy), By(CallResult.Failed), By(CallResult.Served),
            To(CallDirection.Incoming), To(CallDirection.Outgoing), To(CallDirection.Internal), parts.Sum(p => p.Talk), parts.Sum(p => p.Wait));
    }

    public async Task<IReadOnlyList<string>> TrunksAsync(PhoneCallFilter filter, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await PhoneCallQuery.Calls(db, filter).Where(c => c.Trunk != "").Select(c => c.Trunk).Distinct().OrderBy(t => t).ToListAsync(cancellationToken);
    }

    public async Task<long?> FindByChannelAsync(string pbx, string channelId, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<CallLegRow>().Where(l => l.Pbx == pbx && l.ChannelId == channelId).Select(l => (long?)l.Call).FirstOrDefaultAsync(cancellationToken);
    }

    public async Task<bool> IsOfAsync(long id, CallScope scope, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var call = db.GetTable<PhoneCallRow>().Where(c => c.Id == id);
        return await call.Select(c => (long?)c.StartedAt).FirstOrDefaultAsync(cancellationToken) is { } began
            && await PhoneCallQuery.Within(db, call, scope, began, began + 1).AnyAsync(cancellationToken);
    }

    public async Task<PhoneCallStory?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        if (await db.GetTable<PhoneCallRow>().FirstOrDefaultAsync(c => c.Id == id, cancellationToken) is not { } call)
            return null;
        var pbx = call.Pbx;
        var legs = await db.GetTable<CallLegRow>().Where(l => l.Call == id).OrderBy(l => l.Place).ToListAsync(cancellationToken);
        var channels = legs.Select(l => l.ChannelId).Where(c => c.Length > 0).Append(call.CallId).Distinct(StringComparer.Ordinal).ToArray();
        var holds = (await db.GetTable<CallHoldRow>().Where(h => h.Pbx == pbx && channels.Contains(h.ChannelId)).OrderBy(h => h.At).ToListAsync(cancellationToken))
            .ToLookup(h => h.ChannelId, StringComparer.Ordinal);
        var visits = await db.GetTable<QueueCallRow>().Where(v => v.Pbx == pbx && channels.Contains(v.CallId)).OrderBy(v => v.EnteredAt).ToListAsync(cancellationToken);
        var recordings = call.Result == (int)CallResult.Answered
            ? await db.GetTable<CallRecordingRow>().Where(r => r.Pbx == pbx && channels.Contains(r.ChannelId)).OrderBy(r => r.At).ThenBy(r => r.Id).ToListAsync(cancellationToken)
            : [];
        var parties = legs.Where(l => !l.Trunk).Select(l => l.Party).Distinct(StringComparer.Ordinal).ToArray();
        var end = call.EndedAt + 1;
        var sessions = await db.GetTable<AgentSessionRow>()
            .Where(s => s.Pbx == pbx && parties.Contains(s.Extension) && s.LoginAt < end && (s.LogoutAt == null || s.LogoutAt > call.StartedAt))
            .OrderBy(s => s.LoginAt).ToListAsync(cancellationToken);
        return new(
            Item(call),
            [.. legs.Select(l => Leg(l, call.StartedAt, holds[l.ChannelId], sessions, known))],
            [.. visits.Select(v => QueueCalls.Item(v, known, _zone))],
            [.. recordings.Select(r => new CallRecordingLink(r.Id, Local(r.At)))]);
    }

    private CallLeg Leg(CallLegRow leg, long began, IEnumerable<CallHoldRow> holds, List<AgentSessionRow> sessions, LedgerNames known)
    {
        var session = leg.Trunk ? null : sessions.FindLast(s => s.Extension == leg.Party && s.LoginAt <= leg.StartedAt && (s.LogoutAt is null || s.LogoutAt > leg.StartedAt));
        return new()
        {
            ChannelId = leg.ChannelId,
            Channel = leg.Channel,
            Party = leg.Party,
            IsTrunk = leg.Trunk,
            Number = leg.Number,
            Operator = session is null ? null : known.AgentName(session.AgentId, session.AgentName),
            OperatorId = session?.AgentId,
            StartedAt = Local(leg.StartedAt),
            AnsweredAt = leg.AnsweredAt is { } at ? Local(at) : null,
            EndedAt = Local(leg.EndedAt),
            Cause = leg.Cause,
            Spans = [.. Hold.Over(Folding.SpanText.Read(leg.Spans, began), holds, leg.EndedAt).Select(s => new CallLegSpan(s.State, Local(s.From), Local(s.To)))],
        };
    }

    private PhoneCall Item(PhoneCallRow row) => new()
    {
        Id = row.Id,
        Pbx = row.Pbx,
        CallId = row.CallId,
        StartedAt = Local(row.StartedAt),
        EndedAt = Local(row.EndedAt),
        Direction = (CallDirection)row.Direction,
        Result = (CallResult)row.Result,
        From = row.From,
        To = row.To,
        WaitSeconds = row.WaitSeconds,
        TalkSeconds = row.TalkSeconds,
        Extensions = row.Parties.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Trunk = row.Trunk,
        Queue = row.Queue,
        Transfers = [.. row.Transfers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t')).Where(f => f.Length == 4).Select(f =>
            new PhoneCallTransfer(Local(row.StartedAt + long.Parse(f[1], CultureInfo.InvariantCulture)), f[0] == "A", f[2], f[3]))],
        Recording = row.Recording,
        FromCdrOnly = row.Source == Folding.CdrCall.FromCdr,
    };

    private DateTimeOffset Local(long ms) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), _zone);
}
