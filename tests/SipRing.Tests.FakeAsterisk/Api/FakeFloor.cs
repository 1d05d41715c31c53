using System.Runtime.CompilerServices;
using System.Threading.Channels;
using SipRing.CallCenter.Floor;

namespace SipRing.Tests.FakeAsterisk.Api;

/// <summary>A floor whose updates a test writes.</summary>
public sealed class FakeFloor : IFloor
{
    private readonly Channel<(FloorDelta Delta, Func<FloorSnapshot, FloorSnapshot>? Change)> _deltas = Channel.CreateUnbounded<(FloorDelta, Func<FloorSnapshot, FloorSnapshot>?)>();

    public FloorSnapshot Current { get; set; } = new()
    {
        Version = 7,
        At = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        Link = new(LinkState.Live, new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero), null),
    };

    /// <param name="delta">What is told.</param>
    /// <param name="change">What becomes different in the picture, when it is told.</param>
    public void Publish(FloorDelta delta, Func<FloorSnapshot, FloorSnapshot>? change = null) => _deltas.Writer.TryWrite((delta, change));

    public async IAsyncEnumerable<FloorUpdate> WatchAsync(TimeSpan minimumInterval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new(Current, Current, null);
        await foreach (var (delta, change) in _deltas.Reader.ReadAllAsync(cancellationToken))
        {
            Current = (change?.Invoke(Current) ?? Current) with { Version = delta.Version };
            yield return new(Current, null, delta);
        }
    }
}
