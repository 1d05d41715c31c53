using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.CallDetail;

/// <summary>One call with its legs, queue visits and recordings.</summary>
public sealed class GetCall(IPhoneCalls calls)
{
    public async Task<Result<PhoneCallStory>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        return await calls.FindAsync(id, cancellationToken) is { } story
            ? story
            : new Refusal("call-unknown", $"There is no call {id}.", null, RefusalKind.NotFound, id);
    }
}
