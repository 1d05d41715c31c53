using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Floor;

namespace SipRing.Tests.Browser.Host;

/// <summary>What the floor shows exists.</summary>
public sealed class FloorPlaces(IFloor floor) : IMemberPlaces
{
    public Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken) => Task.FromResult(floor.Current.Queues.ContainsKey(number));

    public Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken) => Task.FromResult(floor.Current.Extensions.ContainsKey(number));

    public Task<int> WrapUpSecondsAsync(string queue, CancellationToken cancellationToken) => Task.FromResult(0);
}
