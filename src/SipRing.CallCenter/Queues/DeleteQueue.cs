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
        // Whoever is logged in to it is logged out only where nothing else keeps the queue.
        var possible = await changes.PreviewAsync(Edit(actor, number), cancellationToken);
        if (!possible.Succeeded)
            return possible.Refusal;
        if ((await memberships.EndOfQueueAsync(number, cancellationToken)).Refusal is { } loggedIn)
            return loggedIn;

        var outcome = await changes.ApplyAsync(Edit(actor, number));
        if (outcome.Applied is not null)
            await audit.WriteAsync(actor, "queue.delete", $"queue {number}", null, cancellationToken);
        return outcome.Refusal is null ? new Done() : outcome.Refusal;
    }

    private static PbxEdit Edit(Actor actor, string number) => new(actor, before =>
        before.Queues.Contains(number) ? before with { Queues = before.Queues.Without(number) } : GetQueue.Unknown(number));
}
