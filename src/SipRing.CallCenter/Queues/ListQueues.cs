using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>Every queue, by number.</summary>
public sealed class ListQueues(IPbxDirectory directory)
{
    public async Task<Result<IReadOnlyList<CallQueue>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        return Result.Of(await directory.QueuesAsync(cancellationToken));
    }
}
