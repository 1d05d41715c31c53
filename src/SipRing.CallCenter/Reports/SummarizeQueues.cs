using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Reports;

/// <summary>The totals of every queue that the filter lets through.</summary>
public sealed class SummarizeQueues(IQueueCalls calls, Reaches reaches)
{
    public async Task<Result<IReadOnlyList<QueueSummary>>> HandleAsync(Actor actor, QueueCallFilter filter, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, filter.Departments, cancellationToken);
        if (!reach.Succeeded)
            return reach.Refusal;
        return new List<QueueSummary>(await calls.SummaryAsync(filter with { Scope = reach.Value.ToScope() }, cancellationToken));
    }
}
