using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>The reasons that a pause may have, by code.</summary>
public sealed class ListPauseReasons(PauseReasons reasons)
{
    public async Task<Result<IReadOnlyList<PauseReason>>> HandleAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.Require(Permission.SeeFloor) is { } forbidden ? forbidden : Result.Of(await reasons.AllAsync(cancellationToken));
}
