using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Agents;

/// <summary>Calls of a queue pass a member by, or reach the member again.</summary>
public sealed class PauseMember(Memberships memberships, PauseReasons reasons, WrapUps.WrapUps wrapUps, LiveReaches reaches, IAuditLog audit)
{
    /// <param name="Reason">A reason of the list, by any of its names.</param>
    /// <param name="ReasonCode">Or by its code.</param>
    public sealed record Request(string Queue, string Extension, bool Paused, string? Reason, int? ReasonCode = null);

    public async Task<Result<Member>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageMembers) is { } forbidden)
            return forbidden;
        if (!(await reaches.OfAsync(actor, cancellationToken)).HasPhone(request.Extension))
            return Reach.OutsideExtension(request.Extension);
        var reason = request.Paused ? await reasons.ChooseAsync(actor, request.Reason, request.ReasonCode, cancellationToken) : MemberReason.Check(request.Reason);
        if (!reason.Succeeded)
            return reason.Refusal;

        // "Go on" during a wrap-up means to leave it, in all queues: it is one.
        if (!request.Paused && wrapUps.Current.ContainsKey(request.Extension) && (await wrapUps.EndAsync(request.Extension, WrapUpEnd.Early)).Refusal is { Kind: not RefusalKind.Conflict } held)
            return held;
        var result = await memberships.PauseAsync(request.Queue, request.Extension, request.Paused, reason.Value);
        if (result.Succeeded)
        {
            var detail = $"agent {result.Value.AgentId} at phone {request.Extension}{(request.Paused && reason.Value.Length > 0 ? $": {reason.Value}" : "")}";
            await audit.WriteAsync(actor, request.Paused ? "member.pause" : "member.unpause", $"queue {request.Queue}", detail, cancellationToken);
        }

        return result;
    }
}
