using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Pbx;

namespace SipRing.Server.Hosting;

/// <summary>What the floor calls things: extensions and queues from the PBX, people from the memberships.</summary>
public sealed class FloorNames : IFloorDirectory
{
    private readonly IPbxDirectory _pbx;
    private readonly Memberships _memberships;

    public FloorNames(IPbxDirectory pbx, Memberships memberships)
    {
        (_pbx, _memberships) = (pbx, memberships);
        pbx.Changed += () => Changed?.Invoke();
        memberships.Changed += () => Changed?.Invoke();
    }

    public event Action? Changed;

    public async Task<FloorDirectory> ReadAsync(CancellationToken cancellationToken)
    {
        var extensions = await _pbx.ExtensionsAsync(cancellationToken);
        var queues = await _pbx.QueuesAsync(cancellationToken);
        var members = await _memberships.ListAsync(cancellationToken);
        return new(
            extensions.ToDictionary(e => e.Number, e => e.Name, StringComparer.Ordinal),
            queues.ToDictionary(q => q.Number, q => new FloorDirectoryQueue(q.Name, q.ServiceLevelSeconds, q.WrapUpSeconds), StringComparer.Ordinal),
            [.. members.Select(m => new FloorDirectoryMember(m.Queue, m.Extension, m.AgentId, m.Name, m.LoggedInAt))]);
    }
}
