using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Queries;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Reads the list. What time alone decides (overdue, still taken) is decided here, at the moment of the question.</summary>
internal sealed class LostCallerQuery(Database database, ILedgerNames names, SipRingSettings settings, TimeProvider time)
{
    public const int MostItems = 1000;
    private const int Open = (int)LostCallerState.Open;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    public async Task<Page<LostCaller>> ListAsync(LostCallerFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        limit = Math.Clamp(limit, 1, MostItems);
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        var rows = Matching(db, filter);
        var bySoonest = filter.View is LostCallerView.Open or LostCallerView.Taken or LostCallerView.Overdue;
        if (cursor is not null)
        {
            if (!QueueCallCursor.TryParse(cursor, out var after))
                throw new ArgumentException("It is not one that a page before gave.", nameof(cursor));
            var (at, id) = (after.EnteredAtMs, after.Id);
            rows = bySoonest
                ? rows.Where(r => r.DueAt >= at && (r.DueAt > at || r.Id > id))
                : rows.Where(r => r.LastAt <= at && (r.LastAt < at || r.Id < id));
        }

        rows = bySoonest ? rows.OrderBy(r => r.DueAt).ThenBy(r => r.Id) : rows.OrderByDescending(r => r.LastAt).ThenByDescending(r => r.Id);
        var page = await rows.Take(limit + 1).ToListAsync(cancellationToken);
        var more = page.Count > limit;
        if (more)
            page.RemoveAt(limit);
        var items = await ItemsAsync(db, page, known, cancellationToken);
        return new(items, more ? new QueueCallCursor(bySoonest ? page[^1].DueAt : page[^1].LastAt, page[^1].Id).ToString() : null);
    }

    public async Task<LostCallerSums> SumsAsync(LostCallerFilter filter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = database.Connect();
        var open = await Of(db, filter with { Number = null }).Where(r => r.State == Open)
            .GroupBy(r => 1)
            .Select(g => new { Open = g.Count(), Overdue = g.Sum(r => r.DueAt < now ? 1 : 0), Taken = g.Sum(r => r.TakenUntil != null && r.TakenUntil > now ? 1 : 0) })
            .FirstOrDefaultAsync(cancellationToken);
        var span = InSpan(Of(db, filter with { Number = null }), filter);
        var states = await span.GroupBy(r => r.State)
            .Select(g => new { State = g.Key, Count = g.Count(), InTime = g.Sum(r => r.EndedAt != null && r.EndedAt <= r.DueAt ? 1 : 0), Overdue = g.Sum(r => r.DueAt < now ? 1 : 0) })
            .ToListAsync(cancellationToken);
        int Count(LostCallerState state) => states.Find(s => s.State == (int)state)?.Count ?? 0;
        var (reached, inTime) = (Count(LostCallerState.Reached), states.Find(s => s.State == (int)LostCallerState.Reached)?.InTime ?? 0);
        var judged = reached + (states.Find(s => s.State == Open)?.Overdue ?? 0);
        return new(
            open?.Open ?? 0, open?.Overdue ?? 0, open?.Taken ?? 0, states.Where(s => s.State != (int)LostCallerState.Hidden).Sum(s => s.Count), reached, inTime,
            Count(LostCallerState.Closed), Count(LostCallerState.Hidden), judged == 0 ? null : 100.0 * inTime / judged, await MedianAsync(span, reached, cancellationToken));
    }

    public async Task<LostCaller?> FindAsync(long id, CancellationToken cancellationToken)
    {
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        return await db.GetTable<LostCallerRow>().FirstOrDefaultAsync(r => r.Id == id, cancellationToken) is { } row
            ? (await ItemsAsync(db, [row], known, cancellationToken))[0]
            : null;
    }

    /// <summary>Everything that happened to a caller from his first lost call of this entry on, oldest first.</summary>
    public async Task<IReadOnlyList<LostCallerStep>> StepsAsync(LostCaller caller, CancellationToken cancellationToken)
    {
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        if (await db.GetTable<LostCallerRow>().FirstOrDefaultAsync(r => r.Id == caller.Id, cancellationToken) is not { } row)
            return [];
        var facts = await LostCallerStore.FactsAsync(db, row.Number, cancellationToken);
        var acts = await db.GetTable<LostCallerActRow>().Where(a => a.Number == row.Number).ToListAsync(cancellationToken);
        var rules = await LostCallerStore.RulesAsync(db, cancellationToken);
        var scope = rules.Of(row.FirstQueue).Scope;
        var last = row.EndedAt ?? long.MaxValue;
        var steps = facts.Where(f => f.AtMs >= row.FirstAt && f.AtMs <= last && (f.Event != CallerEvent.Lost || rules.Of(f.Queue).Scope == scope)).Select(f => (f.AtMs, Order: f.Id, Step: Step(f, known)))
            .Concat(acts.Where(a => a.At >= row.FirstAt && rules.Of(a.Queue).Scope == scope && (a.At <= last || a.Kind == (int)LostCallerActKind.Note)).Select(a => (AtMs: a.At, Order: a.Id, Step: Step(a))));
        return [.. steps.OrderBy(s => s.AtMs).ThenBy(s => s.Order).Select(s => s.Step)];
    }

    private IQueryable<LostCallerRow> Matching(DataConnection db, LostCallerFilter filter)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = Of(db, filter);
        return filter.View switch
        {
            LostCallerView.Open => rows.Where(r => r.State == Open),
            LostCallerView.Taken => rows.Where(r => r.State == Open && r.TakenUntil != null && r.TakenUntil > now),
            LostCallerView.Overdue => rows.Where(r => r.State == Open && r.DueAt < now),
            LostCallerView.Closed => InSpan(rows, filter).Where(r => r.State == (int)LostCallerState.Reached || r.State == (int)LostCallerState.Closed),
            LostCallerView.Hidden => InSpan(rows, filter).Where(r => r.State == (int)LostCallerState.Hidden),
            LostCallerView.All => InSpan(rows, filter).Where(r => r.State != (int)LostCallerState.Hidden),
        };
    }

    private static IQueryable<LostCallerRow> Of(DataConnection db, LostCallerFilter filter)
    {
        IQueryable<LostCallerRow> rows = db.GetTable<LostCallerRow>();
        if (filter.Queues.Count > 0)
            rows = rows.Where(r => filter.Queues.Contains(r.Queue));
        if (filter.Scope is { Queues: var own })
            rows = rows.Where(r => own.Contains(r.Queue));
        if (filter.Number is { Length: > 0 } number)
            rows = rows.Where(r => r.Number.Contains(number));
        return rows;
    }

    private static IQueryable<LostCallerRow> InSpan(IQueryable<LostCallerRow> rows, LostCallerFilter filter)
    {
        var (from, to) = (filter.From.ToUnixTimeMilliseconds(), filter.To.ToUnixTimeMilliseconds());
        return rows.Where(r => r.FirstAt >= from && r.FirstAt < to);
    }

    private static async Task<int?> MedianAsync(IQueryable<LostCallerRow> rows, int reached, CancellationToken cancellationToken)
    {
        if (reached == 0)
            return null;
        var middle = await rows.Where(r => r.State == (int)LostCallerState.Reached).Select(r => r.EndedAt!.Value - r.FirstAt).OrderBy(ms => ms)
            .Skip((reached - 1) / 2).Take(2 - (reached % 2)).ToListAsync(cancellationToken);
        return middle.Count == 0 ? null : (int)(middle.Average() / 1000);
    }

    private async Task<List<LostCaller>> ItemsAsync(DataConnection db, List<LostCallerRow> rows, LedgerNames known, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var sat = await CallerFacts.OperatorsAsync(
            db, [.. rows.Where(r => r is { Extension: not null, EndedAt: not null, AgentId: null, EndedBy: null }).Select(r => (r.Extension!, r.EndedAt!.Value))], cancellationToken);
        return rows.ConvertAll(row => Item(row, known, now, row.Extension is null || row.EndedAt is null ? default : sat.GetValueOrDefault((row.Extension, row.EndedAt.Value))));
    }

    private LostCaller Item(LostCallerRow row, LedgerNames known, DateTimeOffset now, (int? Id, string? Name) sat)
    {
        var taken = row is { State: Open, TakenUntil: { } until } && until > now.ToUnixTimeMilliseconds();
        return new()
        {
            Id = row.Id,
            Number = LostCallerStore.IsHidden(row.Number) ? "" : row.Number.TrimStart('@'),
            Caller = row.Caller,
            Queue = row.Queue,
            QueueName = known.QueueName(row.Queue),
            Attempts = row.Attempts,
            FirstAt = Local(row.FirstAt),
            LastAt = Local(row.LastAt),
            Outcome = (QueueCallOutcome)row.Outcome,
            WaitSeconds = row.WaitSeconds,
            Short = row.Short,
            DueAt = Local(row.DueAt),
            Tries = row.Tries,
            LastTryAt = row.LastTryAt is { } tried ? Local(tried) : null,
            State = (LostCallerState)row.State,
            Urgency = row.State != Open ? LostCallerUrgency.None
                : row.DueAt < now.ToUnixTimeMilliseconds() ? LostCallerUrgency.Overdue : taken ? LostCallerUrgency.Taken : LostCallerUrgency.InTime,
            EndedAt = row.EndedAt is { } ended ? Local(ended) : null,
            End = (LostCallerEnd?)row.End,
            EndedBy = row.EndedBy is null && row.AgentId is null ? known.AgentName(sat.Id, sat.Name) : known.AgentName(row.AgentId, row.EndedBy),
            Extension = row.Extension,
            TakenBy = taken ? row.TakenBy : null,
            TakenUntil = taken ? Local(row.TakenUntil!.Value) : null,
            Note = row.Note,
        };
    }

    private LostCallerStep Step(CallerFact fact, LedgerNames known) => new(
        Local(fact.AtMs),
        fact.Event switch { CallerEvent.Lost => "lost", CallerEvent.Answered => "answered", CallerEvent.CalledBack => "calledBack", CallerEvent.Tried => "tried" },
        fact.Queue, known.AgentName(fact.AgentId, fact.AgentName), fact.Extension, fact.Event == CallerEvent.Lost ? fact.WaitSeconds : fact.TalkSeconds,
        fact.Event == CallerEvent.Lost ? fact.Outcome : null, null, null, fact.Kind == FactKind.Call ? fact.Id : null, null);

    private LostCallerStep Step(LostCallerActRow act) => new(
        Local(act.At), ((LostCallerActKind)act.Kind).ToString().ToLowerInvariant(), act.Queue, act.Actor, null, 0, null, (LostCallerEnd?)act.End, act.Note, null,
        act.Until is { } until ? Local(until) : null);

    private DateTimeOffset Local(long ms) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), _zone);
}
