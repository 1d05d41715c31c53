using System.Runtime.CompilerServices;
using SipRing.CallCenter.Floor.Projection;

namespace SipRing.CallCenter.Floor;

/// <summary>Holds the present snapshot and wakes those who wait for the next. One writer, any number of readers, no lock.</summary>
internal sealed class FloorPublisher(TimeProvider time)
{
    private readonly FloorDelta?[] _recent = new FloorDelta?[16];
    private Published _now = new(new() { Version = 1, At = time.GetUtcNow(), Link = new(LinkState.Starting, time.GetUtcNow(), null) });

    public FloorSnapshot Current => Volatile.Read(ref _now).Snapshot;

    public void Publish(FloorSnapshot snapshot)
    {
        var before = _now;
        Volatile.Write(ref _now, new(snapshot));
        before.Next.TrySetResult(true);
    }

    /// <summary>Ends all watches.</summary>
    public void Close() => _now.Next.TrySetResult(false);

    /// <summary>Each watch compares what it showed last with what is now, so a slow one needs no history and misses nothing.</summary>
    public async IAsyncEnumerable<FloorUpdate> WatchAsync(TimeSpan minimumInterval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shown = Volatile.Read(ref _now);
        yield return new(shown.Snapshot, shown.Snapshot, null);
        var shownAt = time.GetTimestamp();
        while (await shown.Next.Task.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            var rest = minimumInterval - time.GetElapsedTime(shownAt);
            if (rest > TimeSpan.Zero)
                await Task.Delay(rest, time, cancellationToken).ConfigureAwait(false);
            var next = Volatile.Read(ref _now);
            var delta = Delta(shown.Snapshot, next.Snapshot);
            shown = next;
            shownAt = time.GetTimestamp();
            yield return new(next.Snapshot, null, delta);
        }
    }

    /// <summary>Watches wake together and mostly show the same two versions: the first one compares for all.</summary>
    private FloorDelta Delta(FloorSnapshot from, FloorSnapshot to)
    {
        ref var slot = ref _recent[(int)(((from.Version * 31) + to.Version) % _recent.Length)];
        var known = Volatile.Read(ref slot);
        if (known is not null && known.FromVersion == from.Version && known.Version == to.Version)
            return known;
        var delta = FloorDiff.Between(from, to);
        Volatile.Write(ref slot, delta);
        return delta;
    }

    private sealed class Published(FloorSnapshot snapshot)
    {
        public FloorSnapshot Snapshot { get; } = snapshot;

        /// <summary>True: there is a newer one. False: there will be none.</summary>
        public TaskCompletionSource<bool> Next { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
