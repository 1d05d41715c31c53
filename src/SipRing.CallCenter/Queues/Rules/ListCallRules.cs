using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues.Rules;

/// <summary>The rules of every queue, by number.</summary>
public sealed class ListCallRules(IPbxDirectory directory, CallRules rules)
{
    public async Task<Result<IReadOnlyList<QueueCallRules>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        var known = await rules.AllAsync(cancellationToken);
        var queues = await directory.QueuesAsync(cancellationToken);
        return Result.Of<IReadOnlyList<QueueCallRules>>([.. queues.Select(q => known.GetValueOrDefault(q.Number) ?? new QueueCallRules { Queue = q.Number })]);
    }
}
