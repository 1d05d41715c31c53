using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>Removes a queue; whoever is logged in to it is logged out first. Callers who wait in it go on waiting until they leave.</summary>
public sealed class DeleteQueue(PbxDirectory directory, PbxChanges changes, Memberships memberships, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, string number, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if (!await directory.HasQueueAsync(number, cancellationToken))
            return GetQueue.Unknown(number);
        if ((await memberships.EndOfQueueAsync(number, cancellationToken)).Refusal is { } loggedIn)
            return loggedIn;

        var changed = false;
        var refusal = await changes.ApplyAsync(async () =>
        {
            changed = await directory.DeleteQueueAsync(number, CancellationToken.None);
            return changed ? null : GetQueue.Unknown(number);
        });
        if (changed)
            await audit.WriteAsync(actor, "queue.delete", $"queue {number}", null, cancellationToken);
        return refusal is null ? new Done() : refusal;
    }
}
