using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>The reasons that a pause may have, in their order; an operator sees those that he may take.</summary>
public sealed class ListPauseReasons(PauseReasons reasons)
{
    public async Task<Result<IReadOnlyList<PauseReason>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(actor.AgentId is null ? Permission.SeeFloor : Permission.UseOwnDesk) is { } forbidden)
            return forbidden;
        var all = await reasons.AllAsync(cancellationToken);
        return Result.Of(actor.May(Permission.SeeFloor) ? all : [.. all.Where(r => r.For == PauseRight.Operator)]);
    }
}
