using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Queries;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.LostCallers;

/// <summary>
/// Keeps the entries equal to what the facts and acts say. Each step is one transaction and may be done again at any time: it makes
/// the same of the same, so a process that dies in between loses and doubles nothing (docs/decisions/0051).
/// </summary>
internal sealed class LostCallerStore(Database database, CallerKeys keys)
{
    private const string Lock = "SELECT GET_LOCK(CONCAT(DATABASE(), '.sipring-lost'), 30)";
    private const string Unlock = "SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.sipring-lost'))";
    private const int FactsAtOnce = 2_000;
    private const int CallersAtOnce = 200;
    private const int AtOnce = 400;
    private static readonly BulkCopyOptions s_bulk = new() { BulkCopyType = BulkCopyType.MultipleRows };

    /// <summary>Takes a piece of what changed in the ledger.</summary>
    /// <returns>False: there is nothing more.</returns>
    public Task<bool> LookAsync(CancellationToken cancellationToken) => RunAsync(async db =>
    {
        await MindRegionAsync(db, cancellationToken);
        if (await CallerFacts.NextAsync(db, cancellationToken) is not { } span)
            return false;
        var (facts, upTo) = await CallerFacts.OfSpanAsync(db, span, FactsAtOnce, cancellationToken);
        var (kind, first) = (span.Kind, span.FirstId);
        var told = await db.GetTable<CallerMarkRow>().Where(m => m.Kind == kind && m.FactId >= first && m.FactId <= upTo).ToListAsync(cancellationToken);
        var right = facts.SelectMany(Marks).ToHashSet();
        var gone = told.Where(m => !right.Contains(m)).ToList();
        foreach (var mark in gone)
            await db.DeleteAsync(mark, token: cancellationToken);
        var fresh = right.Except(told).ToList();
        await db.BulkCopyAsync(s_bulk, fresh, cancellationToken);
        // A fact that came again under its old id may tell something else of the same callers.
        var numbers = right.Select(m => m.Number).Concat(gone.Select(m => m.Number)).ToHashSet(StringComparer.Ordinal);
        var lost = right.Concat(gone).Where(m => m.Lost).Select(m => m.Number).ToHashSet(StringComparer.Ordinal);
        foreach (var some in numbers.Except(lost).Chunk(AtOnce).ToList())
            lost.UnionWith(await db.GetTable<CallerMarkRow>().Where(m => some.Contains(m.Number) && m.Lost).Select(m => m.Number).Distinct().ToListAsync(cancellationToken));
        await AddDueAsync(db, lost, cancellationToken);
        await CallerFacts.DoneAsync(db, span, upTo, cancellationToken);
        return true;
    }, cancellationToken);

    /// <summary>Reckons anew some of the callers of whom something changed.</summary>
    /// <returns>How many; 0: there are no more.</returns>
    public Task<int> ReckonAsync(CancellationToken cancellationToken) => RunAsync(async db =>
    {
        var numbers = await db.GetTable<CallerDueRow>().OrderBy(d => d.Number).Take(CallersAtOnce).Select(d => d.Number).ToListAsync(cancellationToken);
        if (numbers.Count > 0)
            await ReckonAsync(db, numbers, cancellationToken);
        return numbers.Count;
    }, cancellationToken);

    /// <summary>Stores an act and what follows from it.</summary>
    public Task<T> ActAsync<T>(Func<DataConnection, Task<(T Answer, LostCallerActRow? Act)>> decide, CancellationToken cancellationToken) => RunAsync(async db =>
    {
        var (answer, act) = await decide(db);
        if (act is not null)
        {
            await db.InsertAsync(act, token: cancellationToken);
            await ReckonAsync(db, [act.Number], cancellationToken);
        }

        return answer;
    }, cancellationToken);

    /// <summary>Stores a rule, or takes it away; all callers are to be reckoned anew.</summary>
    public Task PutRuleAsync(string queue, LostCallerRule? rule, CancellationToken cancellationToken) => RunAsync(async db =>
    {
        await db.GetTable<LostCallerRuleRow>().DeleteAsync(r => r.Queue == queue, cancellationToken);
        if (rule is not null)
            await db.InsertAsync(LostCallerRuleRow.Of(rule), token: cancellationToken);
        await AddDueAsync(db, await db.GetTable<CallerMarkRow>().Where(m => m.Lost).Select(m => m.Number).Distinct().ToListAsync(cancellationToken), cancellationToken);
        return true;
    }, cancellationToken);

    public static async Task<LostCallerRuleSet> RulesAsync(DataConnection db, CancellationToken cancellationToken)
    {
        var rows = await db.GetTable<LostCallerRuleRow>().ToListAsync(cancellationToken);
        return new(
            rows.Find(r => r.Queue.Length == 0)?.ToRule() ?? new(),
            rows.Where(r => r.Queue.Length > 0).ToDictionary(r => r.Queue, r => r.ToRule(), StringComparer.Ordinal));
    }

    /// <summary>What the ledger knows of a caller.</summary>
    public static async Task<List<CallerFact>> FactsAsync(DataConnection db, string number, CancellationToken cancellationToken)
    {
        var marks = await db.GetTable<CallerMarkRow>().Where(m => m.Number == number).ToListAsync(cancellationToken);
        var facts = new List<CallerFact>();
        foreach (var kind in marks.GroupBy(m => m.Kind))
            facts.AddRange(await CallerFacts.FindAsync(db, (FactKind)kind.Key, kind.Select(m => m.FactId), cancellationToken));
        return facts;
    }

    private async Task ReckonAsync(DataConnection db, List<string> numbers, CancellationToken cancellationToken)
    {
        var rules = await RulesAsync(db, cancellationToken);
        var rows = new List<LostCallerRow>();
        foreach (var number in numbers)
        {
            var facts = await FactsAsync(db, number, cancellationToken);
            if (!facts.Exists(f => f.Event == CallerEvent.Lost))
                continue;
            var acts = await db.GetTable<LostCallerActRow>().Where(a => a.Number == number).ToListAsync(cancellationToken);
            foreach (var entry in LostCallerFold.Run(number, IsHidden(number), facts, acts, rules))
            {
                rows.Add(entry is { EndedCall: { } call, Extension: null } ? entry with { Extension = await CallerFacts.PhoneAsync(db, call, cancellationToken) } : entry);
            }
        }

        foreach (var some in numbers.Chunk(AtOnce))
        {
            await db.GetTable<LostCallerRow>().DeleteAsync(r => some.Contains(r.Number), cancellationToken);
            await db.GetTable<CallerDueRow>().DeleteAsync(d => some.Contains(d.Number), cancellationToken);
        }

        await db.BulkCopyAsync(s_bulk, rows, cancellationToken);
    }

    public static bool IsHidden(string number) => number.StartsWith('#');

    private IEnumerable<CallerMarkRow> Marks(CallerFact fact)
    {
        CallerMarkRow Mark(string number) => new() { Kind = (int)fact.Kind, FactId = fact.Id, Number = number, Lost = fact.Event == CallerEvent.Lost };
        if (fact.Event is CallerEvent.CalledBack or CallerEvent.Tried)
            return keys.OfDialled(fact.Number).Select(Mark);
        if (keys.Of(fact.Number) is { } number)
            return [Mark(number)];
        // Two who hide their numbers are not one caller: each call is on its own.
        return fact.Event == CallerEvent.Lost ? [Mark(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"#{fact.Id}"))] : [];
    }

    private static async Task AddDueAsync(DataConnection db, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken)
    {
        foreach (var some in numbers.Chunk(AtOnce))
        {
            var there = await db.GetTable<CallerDueRow>().Where(d => some.Contains(d.Number)).Select(d => d.Number).ToListAsync(cancellationToken);
            await db.BulkCopyAsync(s_bulk, some.Except(there, StringComparer.Ordinal).Select(n => new CallerDueRow { Number = n }), cancellationToken);
        }
    }

    /// <summary>Another country: the same digits are other numbers there, and all keys are made anew.</summary>
    private async Task MindRegionAsync(DataConnection db, CancellationToken cancellationToken)
    {
        var region = await db.GetTable<CallerRegionRow>().Select(r => r.Region).FirstOrDefaultAsync(cancellationToken);
        if (region == keys.Region)
            return;
        await db.GetTable<CallerRegionRow>().DeleteAsync(cancellationToken);
        await db.InsertAsync(new CallerRegionRow { Region = keys.Region }, token: cancellationToken);
        if (region is null)
            return;
        foreach (var act in await db.GetTable<LostCallerActRow>().ToListAsync(cancellationToken))
        {
            if (keys.Of(act.Caller) is { } number && number != act.Number)
                await db.UpdateAsync(act with { Number = number }, token: cancellationToken);
        }

        await db.GetTable<CallerMarkRow>().DeleteAsync(cancellationToken);
        await db.GetTable<CallerDueRow>().DeleteAsync(cancellationToken);
        await db.GetTable<LostCallerRow>().DeleteAsync(cancellationToken);
        await CallerFacts.TouchAllAsync(db, cancellationToken);
    }

    private async Task<T> RunAsync<T>(Func<DataConnection, Task<T>> step, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        // As the ledger's writer: SQLite's transactions take the write lock at their beginning, on MariaDB two might reckon the same caller.
        if (database.Kind == DatabaseKind.MariaDb && await db.ExecuteAsync<int?>(Lock, cancellationToken) != 1)
            throw new TimeoutException("Another process has been writing to the list of lost callers for more than 30 s.");
        try
        {
            await using var transaction = await db.BeginTransactionAsync(cancellationToken);
            var answer = await step(db);
            await transaction.CommitAsync(cancellationToken);
            return answer;
        }
        finally
        {
            if (database.Kind == DatabaseKind.MariaDb)
                await UnlockAsync(db);
        }
    }

    private static async Task UnlockAsync(DataConnection db)
    {
        try
        {
            await db.ExecuteAsync<int?>(Unlock, CancellationToken.None);
        }
        catch (MySqlConnector.MySqlException)
        {
            // The connection is gone, and the lock with it.
        }
    }
}
