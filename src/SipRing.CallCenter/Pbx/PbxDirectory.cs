using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Queues;

namespace SipRing.CallCenter.Pbx;

/// <summary>The extensions and queues of the own Asterisk, as the newest version has them.</summary>
public interface IPbxDirectory
{
    /// <summary>By number.</summary>
    Task<IReadOnlyList<Extension>> ExtensionsAsync(CancellationToken cancellationToken);

    /// <summary>By number.</summary>
    Task<IReadOnlyList<CallQueue>> QueuesAsync(CancellationToken cancellationToken);

    /// <summary>Raised after every change that Asterisk has taken up.</summary>
    event Action? Changed;
}

/// <inheritdoc cref="IPbxDirectory"/>
public sealed class PbxDirectory(PbxVersionStore versions) : IPbxDirectory, IMemberPlaces
{
    private volatile PbxConfiguration? _current;

    public event Action? Changed;

    /// <summary>The present configuration, from memory once it was read.</summary>
    public async ValueTask<PbxConfiguration> CurrentAsync(CancellationToken cancellationToken) =>
        _current ?? Interlocked.CompareExchange(ref _current, await versions.NewestAsync(cancellationToken), null) ?? _current;

    public async Task<IReadOnlyList<Extension>> ExtensionsAsync(CancellationToken cancellationToken) => [.. (await CurrentAsync(cancellationToken)).Extensions];

    public async Task<IReadOnlyList<CallQueue>> QueuesAsync(CancellationToken cancellationToken) => [.. (await CurrentAsync(cancellationToken)).Queues];

    public async Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken) => (await CurrentAsync(cancellationToken)).Queues.Contains(number);

    public async Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken) => (await CurrentAsync(cancellationToken)).Extensions.Contains(number);

    public async Task<int> WrapUpSecondsAsync(string queue, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).Queues[queue]?.WrapUpSeconds ?? 0;

    public async Task<int> PenaltyAsync(string queue, int agentId, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).Queues[queue]?.Penalties.FirstOrDefault(p => p.AgentId == agentId)?.Penalty ?? 0;

    /// <summary>Only <see cref="PbxChanges"/> calls it.</summary>
    internal void Replace(PbxConfiguration configuration) => _current = configuration;

    internal void RaiseChanged() => Changed?.Invoke();
}
