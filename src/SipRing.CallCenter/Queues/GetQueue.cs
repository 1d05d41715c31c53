using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>One queue.</summary>
public sealed class GetQueue(PbxDirectory directory)
{
    public async Task<Result<CallQueue>> HandleAsync(Actor actor, string number, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        return (await directory.CurrentAsync(cancellationToken)).Queues.TryGet(number, out var queue) ? queue : Unknown(number);
    }

    internal static Refusal Unknown(string number) => new("queue-unknown", $"There is no queue {number}.", "number", RefusalKind.NotFound, number);
}
