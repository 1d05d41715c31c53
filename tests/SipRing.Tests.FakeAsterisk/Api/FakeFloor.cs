using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SipRing.CallCenter.Floor;

namespace SipRing.Tests.FakeAsterisk.Api;

/// <summary>A floor whose updates a test writes.</summary>
public sealed class FakeFloor : IFloor
{
    private readonly Channel<FloorDelta> _deltas = Channel.CreateUnbounded<FloorDelta>();

    public FloorSnapshot Current { get; set; } = new()
    {
        Version = 7,
        At = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        Link = new(LinkState.Live, new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), null),
    };

    public void Publish(FloorDelta delta) => _deltas.Writer.TryWrite(delta);

    public async IAsyncEnumerable<FloorUpdate> WatchAsync(TimeSpan minimumInterval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new(Current, Current, null);
        await foreach (var delta in _deltas.Reader.ReadAllAsync(cancellationToken))
        {
            Current = Current with { Version = delta.Version };
            yield return new(Current, null, delta);
        }
    }
}
