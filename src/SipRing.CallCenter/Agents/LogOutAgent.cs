using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Agents;

/// <summary>Takes whoever is logged in at a phone out of a queue. A phone may do it for itself, without a PIN; so may the agent on his own page.</summary>
public sealed class LogOutAgent(Memberships memberships, LiveReaches reaches, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, string queue, string extension, CancellationToken cancellationToken)
    {
        if (await memberships.RequireAsync(actor, extension, cancellationToken) is { } forbidden)
            return forbidden;
        if (!(await reaches.OfAsync(actor, cancellationToken)).HasPhone(extension))
            return Reach.OutsideExtension(extension);
        var result = await memberships.LogOutAsync(queue, extension);
        if (!result.Succeeded)
            return result.Refusal;
        await audit.WriteAsync(actor, "member.logout", $"queue {queue}", $"agent {result.Value.AgentId} at phone {extension}", cancellationToken);
        return default(Done);
    }
}
