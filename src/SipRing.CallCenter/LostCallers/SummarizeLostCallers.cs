using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.LostCallers;

/// <summary>How many wait now, and how it went with those of a span.</summary>
public sealed class SummarizeLostCallers
{
    private readonly LostCallerQuery _query;

    internal SummarizeLostCallers(LostCallerQuery query) => _query = query;

    public async Task<Result<LostCallerSums>> HandleAsync(Actor actor, LostCallerFilter filter, CancellationToken cancellationToken) =>
        actor.Require(Permission.HandleLostCallers) is { } forbidden ? forbidden : await _query.SumsAsync(filter, cancellationToken);
}
