using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>What an operator sees of himself.</summary>
/// <param name="Agent">He.</param>
/// <param name="Members">Where he is logged in: one phone, any number of queues.</param>
/// <param name="WrapUp">The one that goes on.</param>
/// <param name="PauseOverAt">When the present pause reaches its limit.</param>
/// <param name="Reasons">Those that he may pause with.</param>
public sealed record OwnDesk(Agent Agent, IReadOnlyList<Member> Members, WrapUp? WrapUp, DateTimeOffset? PauseOverAt, IReadOnlyList<PauseReason> Reasons)
{
    /// <summary>The phone at which he is logged in; null: nowhere.</summary>
    public string? Extension => Members.Count > 0 ? Members[0].Extension : null;

    /// <summary>Paused, by himself or by somebody else, in at least one queue; a wrap-up is no pause.</summary>
    public Member? Paused => Members.FirstOrDefault(m => m is { Paused: true, Reason: not MemberReason.WrapUp });
}

/// <summary>The own page of the operator that the actor is.</summary>
public sealed class GetOwnDesk(ListAgents agents, Memberships memberships, WrapUps.WrapUps wrapUps, PauseLimits limits, ListPauseReasons reasons)
{
    public async Task<Result<OwnDesk>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.UseOwnDesk) is { } forbidden)
            return forbidden;
        if (actor.AgentId is not { } id)
            return NoOperator(actor);
        var agent = await agents.FindAsync(Actor.System, id, cancellationToken);
        if (!agent.Succeeded)
            return agent.Refusal;
        var mine = (await memberships.ListAsync(cancellationToken)).Where(m => m.AgentId == id).ToList();
        var extension = mine.Count > 0 ? mine[0].Extension : "";
        var choices = await reasons.HandleAsync(actor, cancellationToken);
        return new OwnDesk(agent.Value, mine, wrapUps.Current.GetValueOrDefault(extension), limits.OverAt(extension), choices.Value ?? []);
    }

    internal static Refusal NoOperator(Actor actor) =>
        new("no-operator", $"The login {actor.Name} belongs to no operator.", null, RefusalKind.NotFound, actor.Name);
}
