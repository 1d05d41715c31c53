using SipRing.CallCenter.Access;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Reports;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>What the queues report asks of the ledger, with the rights of whoever looks.</summary>
public sealed class QueueReportReader(ListQueueCalls list, SumQueueCalls sum, SummarizeDepartments departments, CallCentreTime time)
{
    /// <param name="actor">Who looks.</param>
    /// <param name="query">The filter of the page.</param>
    /// <param name="limit">Calls at most.</param>
    /// <param name="after">Goes on where a page before ended; null begins.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Page<QueueCall>> CallsAsync(Actor actor, QueueReportQuery query, int limit, string? after, CancellationToken cancellationToken) =>
        (await list.HandleAsync(actor, query.Filter(time, !query.Lost), query.Sort, limit, after, cancellationToken)).OrThrow();

    public async Task<QueueCallSums> SumsAsync(Actor actor, QueueReportQuery query, CancellationToken cancellationToken) =>
        (await sum.HandleAsync(actor, query.Filter(time, null), cancellationToken)).OrThrow();

    public async Task<IReadOnlyList<DepartmentSummary>> DepartmentsAsync(Actor actor, QueueReportQuery query, CancellationToken cancellationToken) =>
        (await departments.HandleAsync(actor, query.Filter(time, null), withPhoneCalls: false, cancellationToken)).OrThrow();
}
