using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.LostCallers;

/// <summary>How many wait now, and how it went with those of a span.</summary>
public sealed class SummarizeLostCallers
{
    private readonly LostCallerQuery _query;
    private readonly Reaches _reaches;

    internal SummarizeLostCallers(LostCallerQuery query, Reaches reaches) => (_query, _reaches) = (query, reaches);

    public async Task<Result<LostCallerSums>> HandleAsync(Actor actor, LostCallerFilter filter, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.HandleLostCallers) is { } forbidden)
            return forbidden;
        var reach = await _reaches.OfAsync(actor, cancellationToken);
        return await _query.SumsAsync(filter with { Scope = reach.ToScope() }, cancellationToken);
    }
}
