using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Wallboards;

/// <summary>The last hours for a trend, as far as somebody may see them.</summary>
public sealed class ListRecentCalls(IRecentCalls calls, Reaches reaches)
{
    public async Task<Result<IReadOnlyList<StepCount>>> HandleAsync(
        Actor actor, DateTimeOffset from, TimeSpan step, int count, IReadOnlyList<string> queues, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        return Result.Of(await calls.ListAsync(from, step, count, queues, reach.ToScope(), cancellationToken));
    }
}
