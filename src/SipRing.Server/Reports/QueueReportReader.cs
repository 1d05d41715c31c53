using SipRing.CallCenter.Ledger;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>The sums at the side.</summary>
/// <param name="From">From which moment on they count.</param>
/// <param name="Totals">Answered and lost together.</param>
/// <param name="Hours">By hour of the day.</param>
/// <param name="ServiceLevelSeconds">Null where the queues have different ones.</param>
public sealed record ReportSums(DateTimeOffset From, QueueTotals Totals, IReadOnlyList<HourCount> Hours, int? ServiceLevelSeconds)
{
    public int Calls(bool lost) => lost ? Totals.Lost : Totals.Answered;
}

/// <summary>What the queues report asks of the ledger.</summary>
public sealed class QueueReportReader(IQueueCalls ledger, CallCentreTime time)
{
    /// <param name="query">The filter of the page.</param>
    /// <param name="limit">Calls at most.</param>
    /// <param name="after">Goes on where a page before ended; null begins.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public Task<Page<QueueCall>> CallsAsync(QueueReportQuery query, int limit, string? after, CancellationToken cancellationToken) =>
        ledger.ListAsync(query.Filter(time, !query.Lost), query.Sort, limit, after, cancellationToken);

    public async Task<ReportSums> SumsAsync(QueueReportQuery query, CancellationToken cancellationToken)
    {
        var filter = query.Filter(time, null);
        var totals = ledger.TotalsAsync(filter, cancellationToken);
        var hours = ledger.ByHourAsync(filter, cancellationToken);
        var summary = ledger.SummaryAsync(filter, cancellationToken);
        await Task.WhenAll(totals, hours, summary);
        var levels = (await summary).Select(queue => queue.ServiceLevelSeconds).Distinct().ToList();
        return new(filter.From, await totals, await hours, levels is [var one] ? one : null);
    }
}
