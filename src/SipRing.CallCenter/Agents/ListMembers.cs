using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>Who is logged in to a queue.</summary>
public sealed class ListMembers(Memberships memberships, IMemberPlaces places)
{
    public async Task<Result<IReadOnlyList<Member>>> HandleAsync(Actor actor, string queue, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        if (!await places.HasQueueAsync(queue, cancellationToken))
            return LogInAgent.NoSuchQueue(queue);
        return (await memberships.ListAsync(cancellationToken)).Where(m => m.Queue == queue).ToList();
    }
}
