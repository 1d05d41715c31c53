using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>What a fact says of one outside party: he was lost, he was talked to, he was called.</summary>
internal enum CallerEvent
{
    /// <summary>A visit of a queue ended without an answer.</summary>
    Lost,

    /// <summary>His call was answered.</summary>
    Answered,

    /// <summary>A call to him was answered.</summary>
    CalledBack,

    /// <summary>A call to him was not answered.</summary>
    Tried,
}

/// <summary>A fact as those see it who ask what became of a caller.</summary>
/// <param name="Number">Raw: the caller's, or the number that was dialled.</param>
/// <param name="AtMs">Of the loss, or when talking began; of a call that nobody answered, when it began.</param>
/// <param name="ChannelId">Of the caller's channel.</param>
/// <param name="FromMs">When the visit or the call began.</param>
/// <param name="ToMs">When it ended.</param>
/// <param name="Queue">The queue, or empty.</param>
/// <param name="Extension">The phone that talked or called; of a call from outside that no queue answered it is not known here.</param>
internal sealed record CallerFact(
    FactKind Kind,
    long Id,
    CallerEvent Event,
    string Number,
    long AtMs,
    string Pbx,
    string ChannelId,
    long FromMs,
    long ToMs,
    string Queue,
    int WaitSeconds,
    int TalkSeconds,
    QueueCallOutcome? Outcome = null,
    string? Extension = null,
    int? AgentId = null,
    string? AgentName = null);

/// <summary>
/// Facts for other features, on a connection of theirs: what they derive is stored in the same transaction in which they strike out
/// that they have looked (docs/decisions/0051).
/// </summary>
internal static class CallerFacts
{
    private const int AtOnce = 400;

    /// <summary>The next span of facts to look at.</summary>
    public static Task<TouchedRow?> NextAsync(DataConnection db, CancellationToken cancellationToken) =>
        db.GetTable<TouchedRow>().OrderBy(t => t.Id).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Strikes out the part of a span up to an id.</summary>
    public static async Task DoneAsync(DataConnection db, TouchedRow span, long upTo, CancellationToken cancellationToken)
    {
        if (upTo >= span.LastId)
            await db.GetTable<TouchedRow>().DeleteAsync(t => t.Id == span.Id, cancellationToken);
        else
            await db.GetTable<TouchedRow>().Where(t => t.Id == span.Id).Set(t => t.FirstId, upTo + 1).UpdateAsync(cancellationToken);
    }

    /// <summary>Everything is to be looked at again.</summary>
    public static async Task TouchAllAsync(DataConnection db, CancellationToken cancellationToken)
    {
        foreach (var kind in Enum.GetValues<FactKind>())
            await db.InsertAsync(new TouchedRow { Kind = (int)kind, FirstId = 0, LastId = long.MaxValue }, token: cancellationToken);
    }

    /// <summary>Facts of a span in order of their ids, the ones that say nothing of a caller left out.</summary>
    /// <returns>The facts, and up to which id they are all that there are.</returns>
    public static async Task<(IReadOnlyList<CallerFact> Facts, long UpTo)> OfSpanAsync(DataConnection db, TouchedRow span, int limit, CancellationToken cancellationToken)
    {
        var (first, last) = (span.FirstId, span.LastId);
        if (span.Kind == (int)FactKind.Visit)
        {
            var visits = await db.GetTable<QueueCallRow>().Where(c => c.Id >= first && c.Id <= last).OrderBy(c => c.Id).Take(limit).ToListAsync(cancellationToken);
            return ([.. visits.Select(Of)], visits.Count == limit ? visits[^1].Id : last);
        }

        var calls = await db.GetTable<PhoneCallRow>().Where(c => c.Id >= first && c.Id <= last).OrderBy(c => c.Id).Take(limit).ToListAsync(cancellationToken);
        return ([.. calls.Select(Of).OfType<CallerFact>()], calls.Count == limit ? calls[^1].Id : last);
    }

    public static async Task<IReadOnlyList<CallerFact>> FindAsync(DataConnection db, FactKind kind, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var facts = new List<CallerFact>();
        foreach (var some in ids.Distinct().Chunk(AtOnce))
        {
            if (kind == FactKind.Visit)
                facts.AddRange((await db.GetTable<QueueCallRow>().Where(c => some.Contains(c.Id)).ToListAsync(cancellationToken)).Select(Of));
            else
                facts.AddRange((await db.GetTable<PhoneCallRow>().Where(c => some.Contains(c.Id)).ToListAsync(cancellationToken)).Select(Of).OfType<CallerFact>());
        }

        return facts;
    }

    /// <summary>The first phone of the PBX that was answered in a call.</summary>
    public static Task<string?> PhoneAsync(DataConnection db, long call, CancellationToken cancellationToken) =>
        db.GetTable<CallLegRow>().Where(l => l.Call == call && !l.Trunk && l.AnsweredAt != null).OrderBy(l => l.AnsweredAt).ThenBy(l => l.Place)
            .Select(l => (string?)l.Party).FirstOrDefaultAsync(cancellationToken);

    /// <summary>The operators who sat at phones then.</summary>
    public static async Task<Dictionary<(string Extension, long AtMs), (int? Id, string? Name)>> OperatorsAsync(
        DataConnection db, IReadOnlyCollection<(string Extension, long AtMs)> places, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string Extension, long AtMs), (int? Id, string? Name)>();
        if (places.Count == 0)
            return found;
        var (first, last) = (places.Min(p => p.AtMs), places.Max(p => p.AtMs));
        var sessions = new List<AgentSessionRow>();
        foreach (var some in places.Select(p => p.Extension).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            sessions.AddRange(await db.GetTable<AgentSessionRow>()
                .Where(s => some.Contains(s.Extension) && s.LoginAt <= last && (s.LogoutAt == null || s.LogoutAt > first))
                .OrderBy(s => s.LoginAt).ThenBy(s => s.Id).ToListAsync(cancellationToken));
        }

        foreach (var place in places.Distinct())
        {
            if (sessions.FindLast(s => s.Extension == place.Extension && s.LoginAt <= place.AtMs && (s.LogoutAt is null || s.LogoutAt > place.AtMs)) is { } session)
                found[place] = (session.AgentId, session.AgentName);
        }

        return found;
    }

    private static CallerFact Of(QueueCallRow row)
    {
        var answered = row.Outcome == (int)QueueCallOutcome.Answered;
        return new(
            FactKind.Visit, row.Id, answered ? CallerEvent.Answered : CallerEvent.Lost, row.Caller, answered ? row.EnteredAt + (row.WaitSeconds * 1000L) : row.EndedAt,
            row.Pbx, row.CallId, row.EnteredAt, row.EndedAt, row.Queue, row.WaitSeconds, row.TalkSeconds ?? 0,
            (QueueCallOutcome)row.Outcome, row.Extension, row.AgentId, row.AgentName);
    }

    /// <summary>Null: the call says nothing of an outside party, or only what its queue visit says better.</summary>
    private static CallerFact? Of(PhoneCallRow row)
    {
        var (direction, answered) = ((CallDirection)row.Direction, row.Result == (int)CallResult.Answered);
        if (direction == CallDirection.Incoming)
            return answered ? Fact(CallerEvent.Answered, row.From, null) : null;
        if (row.Result == (int)CallResult.Served)
            return null;
        return Fact(answered ? CallerEvent.CalledBack : CallerEvent.Tried, row.To, row.From);

        CallerFact Fact(CallerEvent what, string number, string? extension) => new(
            FactKind.Call, row.Id, what, number, row.StartedAt + (answered ? row.WaitSeconds * 1000L : 0), row.Pbx, row.CallId, row.StartedAt, row.EndedAt,
            row.Queue, row.WaitSeconds, row.TalkSeconds, Extension: extension);
    }
}
