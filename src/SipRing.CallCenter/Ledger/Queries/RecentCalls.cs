using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Writing;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Calls by the time they came in, in equal steps: roll-ups for whole UTC hours, facts for anything finer.</summary>
internal sealed class RecentCalls(Database database, ILedgerNames names) : IRecentCalls
{
    public async Task<IReadOnlyList<StepCount>> ListAsync(
        DateTimeOffset from, TimeSpan step, int count, IReadOnlyList<string> queues, CallScope? scope, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var (begin, stepMs) = (from.ToUnixTimeMilliseconds(), (long)step.TotalMilliseconds);
        var filter = new QueueCallFilter { From = from, To = from + step * count, Queues = queues, Scope = scope };
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();

        // Roll-ups do not know at which phone a call was answered.
        var parts = scope is null && stepMs % HourSums.HourMs == 0 && begin % HourSums.HourMs == 0
            ? await HoursAsync(db, filter, begin, stepMs, count, cancellationToken)
            : await FactsAsync(db, filter, begin, stepMs, count, cancellationToken);
        var (answered, lost, inTime) = (new int[count], new int[count], new int[count]);
        foreach (var part in parts)
        {
            var slot = (int)((part.At - begin) / stepMs);
            lost[slot] += part.Lost;
            answered[slot] += part.Answered;
            if (part.Wait <= known.ServiceLevelSeconds(part.Queue))
                inTime[slot] += part.Answered;
        }

        return [.. Enumerable.Range(0, count).Select(i => new StepCount(from + step * i, answered[i], lost[i], inTime[i]))];
    }

    private static async Task<List<Sum>> HoursAsync(DataConnection db, QueueCallFilter filter, long begin, long stepMs, int count, CancellationToken cancellationToken)
    {
        var (first, last) = ((int)(begin / HourSums.HourMs), (int)((begin + stepMs * count) / HourSums.HourMs));
        var lost = await CallQuery.Hours(db, filter, first, last).Where(h => h.Lost > 0)
            .GroupBy(h => h.Hour).Select(g => new { Hour = g.Key, Lost = g.Sum(h => h.Lost) }).ToListAsync(cancellationToken);
        var waits = await CallQuery.Waits(db, filter, first, last)
            .GroupBy(w => new { w.Hour, w.Queue, w.WaitSeconds }).Select(g => new { g.Key, Answered = g.Sum(w => w.Answered) }).ToListAsync(cancellationToken);
        return
        [
            .. lost.Select(h => new Sum(h.Hour * HourSums.HourMs, "", 0, 0, h.Lost)),
            .. waits.Select(w => new Sum(w.Key.Hour * HourSums.HourMs, w.Key.Queue, w.Key.WaitSeconds, w.Answered, 0)),
        ];
    }

    private static async Task<List<Sum>> FactsAsync(DataConnection db, QueueCallFilter filter, long begin, long stepMs, int count, CancellationToken cancellationToken)
    {
        var facts = await CallQuery.Calls(db, filter, begin, begin + stepMs * count)
            .GroupBy(c => new { At = c.EnteredAt - ((c.EnteredAt - begin) % stepMs), c.Queue, c.WaitSeconds, Answered = c.Outcome == (int)QueueCallOutcome.Answered ? 1 : 0 })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return facts.ConvertAll(f => new Sum(f.Key.At, f.Key.Queue, f.Key.WaitSeconds, f.Key.Answered * f.Count, (1 - f.Key.Answered) * f.Count));
    }

    private readonly record struct Sum(long At, string Queue, int Wait, int Answered, int Lost);
}
