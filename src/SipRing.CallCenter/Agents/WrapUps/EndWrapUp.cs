using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Agents.WrapUps;

/// <summary>Calls reach whoever sits at a phone at once. A phone may do it for itself, and whoever is logged in there on his own page.</summary>
public sealed class EndWrapUp(WrapUps wrapUps, Memberships memberships, LiveReaches reaches, IAuditLog audit)
{
    public async Task<Result<WrapUp>> HandleAsync(Actor actor, string extension, CancellationToken cancellationToken)
    {
        if (await RefusedAsync(memberships, reaches, actor, extension, cancellationToken) is { } forbidden)
            return forbidden;
        var result = await wrapUps.EndAsync(extension, WrapUpEnd.Early);
        if (result.Succeeded)
            await audit.WriteAsync(actor, "wrap-up.end", $"phone {extension}", $"agent {result.Value.AgentId}", cancellationToken);
        return result;
    }

    internal static async ValueTask<Refusal?> RefusedAsync(Memberships memberships, LiveReaches reaches, Actor actor, string extension, CancellationToken cancellationToken)
    {
        if (await memberships.RequireAsync(actor, extension, cancellationToken) is { } forbidden)
            return forbidden;
        return (await reaches.OfAsync(actor, cancellationToken)).HasPhone(extension) ? null : Reach.OutsideExtension(extension);
    }
}
