using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Reports;

/// <summary>The totals of every queue that the filter lets through.</summary>
public sealed class SummarizeQueues(IQueueCalls calls)
{
    public async Task<Result<IReadOnlyList<QueueSummary>>> HandleAsync(Actor actor, QueueCallFilter filter, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        return new List<QueueSummary>(await calls.SummaryAsync(filter, cancellationToken));
    }
}
