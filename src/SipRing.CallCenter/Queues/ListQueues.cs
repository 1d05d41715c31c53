using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>The queues that somebody may see, by number.</summary>
public sealed class ListQueues(IPbxDirectory directory, Reaches reaches)
{
    public async Task<Result<IReadOnlyList<CallQueue>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        var queues = await directory.QueuesAsync(cancellationToken);
        return Result.Of(reach.IsEverybody ? queues : [.. queues.Where(q => reach.HasQueue(q.Number))]);
    }
}
