using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Reports;

/// <summary>Answered and lost calls, a page at a time.</summary>
public sealed class ListQueueCalls(IQueueCalls calls, Reaches reaches)
{
    public async Task<Result<Page<QueueCall>>> HandleAsync(
        Actor actor, QueueCallFilter filter, QueueCallSort sort, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, filter.Departments, cancellationToken);
        if (!reach.Succeeded)
            return reach.Refusal;
        try
        {
            return await calls.ListAsync(filter with { Scope = reach.Value.ToScope() }, sort, limit, cursor, cancellationToken);
        }
        catch (ArgumentException e) when (e.ParamName == nameof(cursor))
        {
            return new Refusal("cursor-invalid", "The cursor is not one that a page before gave.", nameof(cursor));
        }
    }
}
