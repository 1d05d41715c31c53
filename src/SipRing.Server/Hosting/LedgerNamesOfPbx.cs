using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Pbx;

namespace SipRing.Server.Hosting;

/// <summary>What the reports call things: queues from the PBX, agents from their list.</summary>
public sealed class LedgerNamesOfPbx(IPbxDirectory pbx, ListAgents agents) : ILedgerNames
{
    public async Task<LedgerNames> ReadAsync(CancellationToken cancellationToken)
    {
        var queues = await pbx.QueuesAsync(cancellationToken);
        var people = await agents.NamesAsync(Actor.System, cancellationToken);
        return new(
            queues.ToDictionary(q => q.Number, q => new LedgerQueue(q.Name, q.ServiceLevelSeconds), StringComparer.Ordinal),
            people.Value!);
    }
}
