using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>A dismissal is taken back, or somebody returns: the same operator with the same history, and a new PIN. A web login is given anew.</summary>
public sealed class RestoreAgent(NewPins pins, IAuditLog audit)
{
    public async Task<Result<PinSlip>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        if (await pins.GiveAsync(id, dismissed: true, cancellationToken) is not { } slip)
            return new Refusal("agent-not-dismissed", $"There is nobody dismissed with the id {id}.", null, RefusalKind.NotFound, id);
        await audit.WriteAsync(actor, "agent.restore", $"agent {id}", slip.Name, cancellationToken);
        return slip;
    }
}
