using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Agents;

/// <summary>Who is logged in to a queue.</summary>
public sealed class ListMembers(Memberships memberships, IMemberPlaces places, Reaches reaches)
{
    public async Task<Result<IReadOnlyList<Member>>> HandleAsync(Actor actor, string queue, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        if (!await places.HasQueueAsync(queue, cancellationToken))
            return LogInAgent.NoSuchQueue(queue);
        var reach = await reaches.OfAsync(actor, cancellationToken);
        var members = (await memberships.ListAsync(cancellationToken)).Where(m => m.Queue == queue && reach.HasAgent(m.AgentId)).ToList();
        return members.Count == 0 && !reach.HasQueue(queue) ? LogInAgent.NoSuchQueue(queue) : members;
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
