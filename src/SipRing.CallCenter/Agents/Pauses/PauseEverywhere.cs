using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>Pauses whoever is logged in at a phone in all of his queues at once, or lets calls reach him again. A phone may do it for itself, and whoever is logged in there on his own page.</summary>
public sealed class PauseEverywhere(Memberships memberships, PauseReasons reasons, WrapUps.WrapUps wrapUps, LiveReaches reaches, IAuditLog audit)
{
    /// <param name="Reason">A reason of the list, by any of its names.</param>
    /// <param name="ReasonCode">Or by its code.</param>
    public sealed record Request(string Extension, bool Paused, string? Reason = null, int? ReasonCode = null);

    public async Task<Result<IReadOnlyList<Member>>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (await memberships.RequireAsync(actor, request.Extension, cancellationToken) is { } forbidden)
            return forbidden;
        if (!(await reaches.OfAsync(actor, cancellationToken)).HasPhone(request.Extension))
            return Reach.OutsideExtension(request.Extension);
        var reason = "";
        if (request.Paused)
        {
            var chosen = await reasons.ChooseAsync(actor, request.Reason, request.ReasonCode, cancellationToken);
            if (!chosen.Succeeded)
                return chosen.Refusal;
            reason = chosen.Value;
        }

        // A pause takes the place of the wrap-up, "go on" ends it early; one that has just ended by itself is no matter.
        if (wrapUps.Current.ContainsKey(request.Extension)
            && (await wrapUps.EndAsync(request.Extension, request.Paused ? WrapUpEnd.Paused : WrapUpEnd.Early)).Refusal is { Kind: not RefusalKind.Conflict } held)
        {
            return held;
        }

        var result = await memberships.PauseEverywhereAsync(request.Extension, request.Paused, reason);
        if (result.Succeeded)
        {
            var detail = $"agent {result.Value[0].AgentId} in {string.Join(", ", result.Value.Select(m => m.Queue))}{(reason.Length > 0 ? $": {reason}" : "")}";
            await audit.WriteAsync(actor, request.Paused ? "member.pause" : "member.unpause", $"phone {request.Extension}", detail, cancellationToken);
        }

        return result;
    }
}
