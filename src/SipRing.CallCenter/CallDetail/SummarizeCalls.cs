using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.CallDetail;

/// <summary>Sums over every call that the filter lets through.</summary>
public sealed class SummarizeCalls(IPhoneCalls calls)
{
    public async Task<Result<PhoneCallTotals>> HandleAsync(Actor actor, PhoneCallFilter filter, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        return await calls.TotalsAsync(filter, cancellationToken);
    }
}
