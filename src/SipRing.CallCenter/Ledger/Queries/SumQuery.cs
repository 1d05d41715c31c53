using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Ledger.Writing;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Adds up a span per queue: roll-ups for its whole hours, facts for the rest.</summary>
internal static class SumQuery
{
    public static async Task<Dictionary<string, QueueSums>> RunAsync(DataConnection db, QueueCallFilter filter, CancellationToken cancellationToken)
    {
        var sums = new Dictionary<string, QueueSums>(StringComparer.Ordinal);
        var span = SpanParts.Of(filter);
        if (span.HasHours)
        {
            foreach (var part in await CallQuery.ByQueue(CallQuery.Hours(db, filter, span.FromHour, span.ToHour)).ToListAsync(cancellationToken))
                Of(sums, part.Queue).Add(Only(part, filter.Answered));
            if (filter.Answered != false)
                await AddWaitsAsync(db, filter, span, sums, cancellationToken);
        }

        foreach (var (from, to) in span.Edges)
        {
            var calls = CallQuery.Calls(db, filter, from, to);
            foreach (var part in await CallQuery.ByQueue(calls).ToListAsync(cancellationToken))
                Of(sums, part.Queue).Add(part);
            await AddWaitsAsync(calls, sums, cancellationToken);
        }

        return sums;
    }

    private static Part Only(Part part, bool? answered) => answered switch
    {
        true => part with { Lost = 0, LostLongest = null, LostWaitTotal = 0, LostWaitMin = null, LostWaitMax = null },
        false => part with
        {
            Answered = 0,
            Longest = null,
            TalkTotal = 0,
            TalkMin = null,
            TalkMax = null,
            WaitTotal = 0,
            WaitMin = null,
            WaitMax = null,
        },
        null => part,
    };

    private static async Task AddWaitsAsync(
        DataConnection db, QueueCallFilter filter, SpanParts span, Dictionary<string, QueueSums> sums, CancellationToken cancellationToken)
    {
        // The roll-up of waits has no operators.
        if (filter.AgentIds.Count > 0)
        {
            await AddWaitsAsync(CallQuery.Calls(db, filter, span.FromHour * HourSums.HourMs, span.ToHour * HourSums.HourMs), sums, cancellationToken);
            return;
        }

        var waits = await CallQuery.Waits(db, filter, span.FromHour, span.ToHour)
            .GroupBy(w => new { w.Queue, w.WaitSeconds })
            .Select(g => new { g.Key.Queue, g.Key.WaitSeconds, Answered = g.Sum(w => w.Answered) })
            .ToListAsync(cancellationToken);
        foreach (var wait in waits)
            Of(sums, wait.Queue).AddWaits(wait.WaitSeconds, wait.Answered);
    }

    private static async Task AddWaitsAsync(IQueryable<QueueCallRow> calls, Dictionary<string, QueueSums> sums, CancellationToken cancellationToken)
    {
        var waits = await calls
            .Where(c => c.Outcome == (int)QueueCallOutcome.Answered)
            .GroupBy(c => new { c.Queue, c.WaitSeconds })
            .Select(g => new { g.Key.Queue, g.Key.WaitSeconds, Answered = g.Count() })
            .ToListAsync(cancellationToken);
        foreach (var wait in waits)
            Of(sums, wait.Queue).AddWaits(wait.WaitSeconds, wait.Answered);
    }

    private static QueueSums Of(Dictionary<string, QueueSums> sums, string queue)
    {
        if (!sums.TryGetValue(queue, out var sum))
            sums[queue] = sum = new();
        return sum;
    }
}
