using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>A new PIN, made by SipRing and told this once; the old one is worthless. Whoever is logged in stays so.</summary>
public sealed class ResetPin(NewPins pins, IAuditLog audit)
{
    public async Task<Result<PinSlip>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        if (await pins.GiveAsync(id, dismissed: false, cancellationToken) is not { } slip)
            return Agent.Unknown(id);
        await audit.WriteAsync(actor, "agent.pin", $"agent {id}", slip.Name, cancellationToken);
        return slip;
    }
}
