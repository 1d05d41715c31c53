using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;

namespace SipRing.PanelLoad;

/// <summary>Names that never change.</summary>
internal sealed class StillNames : IFloorDirectory
{
    public event Action? Changed
    {
        add { }
        remove { }
    }

    public Task<FloorDirectory> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new FloorDirectory(
        CallCentre.Extensions.ToDictionary(x => x, x => "Phone " + x, StringComparer.Ordinal),
        CallCentre.Queues.ToDictionary(q => q, q => new FloorDirectoryQueue("Queue " + q, 20), StringComparer.Ordinal),
        [.. CallCentre.Members.Select(m => new FloorDirectoryMember(m.Queue, m.Extension, m.Agent, CallCentre.NameOf(m.Agent), TimeProvider.System.GetUtcNow()))]));
}

internal sealed class StillFigures : IFloorFigures
{
    public event Action? Changed
    {
        add { }
        remove { }
    }

    public Task<FloorFigures> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new FloorFigures(
        CallCentre.Queues.ToDictionary(q => q, _ => new QueueToday(120, 7, 101), StringComparer.Ordinal),
        CallCentre.Members.ToDictionary(m => (m.Queue, m.Agent), _ => 12)));
}

internal sealed class StillPlaces : IMemberPlaces
{
    public Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken) => Task.FromResult(CallCentre.Queues.Contains(number));

    public Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken) => Task.FromResult(CallCentre.Extensions.Contains(number));

    public Task<int> WrapUpSecondsAsync(string queue, CancellationToken cancellationToken) => Task.FromResult(0);
}

internal sealed class StillHealth : ILedgerHealth
{
    public LedgerHealth Current { get; } = new(null, null, []);
}

internal sealed class StillSessions : IAgentSessions
{
    public Task<IReadOnlyList<AgentSession>> ListAsync(DateTimeOffset from, DateTimeOffset to, int? agentId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AgentSession>>([]);
}
