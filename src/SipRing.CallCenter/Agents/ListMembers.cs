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

    /// <summary>Whoever is logged in there at one phone.</summary>
    public async Task<Result<Member>> FindAsync(Actor actor, string queue, string extension, CancellationToken cancellationToken)
    {
        var listed = await HandleAsync(actor, queue, cancellationToken);
        if (!listed.Succeeded)
            return listed.Refusal;
        return listed.Value.FirstOrDefault(m => m.Extension == extension) is { } member ? member : MembershipSteps.NotLoggedIn(queue, extension);
    }
}
