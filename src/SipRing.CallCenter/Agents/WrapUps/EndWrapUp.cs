using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents.WrapUps;

/// <summary>Calls reach whoever sits at a phone at once. A phone may do it for itself.</summary>
public sealed class EndWrapUp(WrapUps wrapUps, IAuditLog audit)
{
    public async Task<Result<WrapUp>> HandleAsync(Actor actor, string extension, CancellationToken cancellationToken)
    {
        if (Refused(actor, extension) is { } forbidden)
            return forbidden;
        var result = await wrapUps.EndAsync(extension, WrapUpEnd.Early);
        if (result.Succeeded)
            await audit.WriteAsync(actor, "wrap-up.end", $"phone {extension}", $"agent {result.Value.AgentId}", cancellationToken);
        return result;
    }

    internal static Refusal? Refused(Actor actor, string extension) =>
        actor.Kind == ActorKind.Phone && string.Equals(actor.Name, extension, StringComparison.Ordinal) ? null : actor.Require(Permission.ManageMembers);
}
