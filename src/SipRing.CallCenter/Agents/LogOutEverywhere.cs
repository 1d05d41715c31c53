using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Agents;

/// <summary>Takes an agent out of every queue at once: end of a shift, or of a shift that somebody forgot to end.</summary>
public sealed class LogOutEverywhere(Memberships memberships, Reaches reaches, IAuditLog audit)
{
    /// <returns>The queues that were left. The first refusal ends it; what was left before stays left.</returns>
    public async Task<Result<IReadOnlyList<string>>> HandleAsync(Actor actor, int agentId, CancellationToken cancellationToken)
    {
        if (!actor.IsAgent(agentId) && actor.Require(Permission.ManageMembers) is { } forbidden)
            return forbidden;
        if (!(await reaches.OfAsync(actor, cancellationToken)).HasAgent(agentId))
            return Reach.OutsideAgent(agentId);
        var left = new List<string>();
        Refusal? refusal = null;
        foreach (var member in (await memberships.ListAsync(cancellationToken)).Where(m => m.AgentId == agentId))
        {
            var result = await memberships.LogOutAsync(member.Queue, member.Extension);
            refusal = result.Refusal;
            if (refusal is not null)
                break;
            left.Add(member.Queue);
        }

        if (left.Count > 0)
            await audit.WriteAsync(actor, "member.logout-everywhere", $"agent {agentId}", "queues " + string.Join(", ", left), cancellationToken);
        return refusal is null ? Result.Of<IReadOnlyList<string>>(left) : refusal;
    }
}
