using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Reports;

/// <summary>The sums of the queues report.</summary>
/// <param name="From">From which moment on they count.</param>
/// <param name="Totals">Answered and lost together.</param>
/// <param name="Hours">By hour of the day.</param>
/// <param name="ServiceLevelSeconds">Null where the queues have different ones.</param>
public sealed record QueueCallSums(DateTimeOffset From, QueueTotals Totals, IReadOnlyList<HourCount> Hours, int? ServiceLevelSeconds)
{
    public int Calls(bool lost) => lost ? Totals.Lost : Totals.Answered;
}

/// <summary>Sums over every call that the filter lets through.</summary>
public sealed class SumQueueCalls(IQueueCalls calls, Reaches reaches)
{
    public async Task<Result<QueueCallSums>> HandleAsync(Actor actor, QueueCallFilter filter, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, filter.Departments, cancellationToken);
        if (!reach.Succeeded)
            return reach.Refusal;
        filter = filter with { Scope = reach.Value.ToScope() };
        var totals = calls.TotalsAsync(filter, cancellationToken);
        var hours = calls.ByHourAsync(filter, cancellationToken);
        var summary = calls.SummaryAsync(filter, cancellationToken);
        await Task.WhenAll(totals, hours, summary);
        var levels = (await summary).Select(queue => queue.ServiceLevelSeconds).Distinct().ToList();
        return new QueueCallSums(filter.From, await totals, await hours, levels is [var one] ? one : null);
    }
}
