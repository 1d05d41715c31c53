using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues.Rules;

/// <summary>The rules of every queue that the actor reaches, by number.</summary>
public sealed class ListCallRules(IPbxDirectory directory, CallRules rules, Reaches reaches)
{
    public async Task<Result<IReadOnlyList<QueueCallRules>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        var known = await rules.AllAsync(cancellationToken);
        var reach = await reaches.OfAsync(actor, cancellationToken);
        var queues = (await directory.QueuesAsync(cancellationToken)).Where(q => reach.HasQueue(q.Number));
        return Result.Of<IReadOnlyList<QueueCallRules>>([.. queues.Select(q => known.GetValueOrDefault(q.Number) ?? new QueueCallRules { Queue = q.Number })]);
    }
}
