using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.CallDetail;

/// <summary>Sums over every call that the filter lets through.</summary>
public sealed class SummarizeCalls(IPhoneCalls calls, Reaches reaches)
{
    public async Task<Result<PhoneCallTotals>> HandleAsync(Actor actor, PhoneCallFilter filter, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, filter.Departments, cancellationToken);
        if (!reach.Succeeded)
            return reach.Refusal;
        return await calls.TotalsAsync(filter with { Scope = reach.Value.ToScope() }, cancellationToken);
    }
}
