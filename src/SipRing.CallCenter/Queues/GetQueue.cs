using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>One queue.</summary>
public sealed class GetQueue(PbxDirectory directory, Reaches reaches)
{
    public async Task<Result<CallQueue>> HandleAsync(Actor actor, string number, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        if (!(await reaches.OfAsync(actor, cancellationToken)).HasQueue(number))
            return Unknown(number);
        return (await directory.CurrentAsync(cancellationToken)).Queues.TryGet(number, out var queue) ? queue : Unknown(number);
    }

    internal static Refusal Unknown(string number) => new("queue-unknown", $"There is no queue {number}.", "number", RefusalKind.NotFound, number);
}
