using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using SipRing.CallCenter.Floor;

namespace SipRing.Tests.Browser.Host;

/// <summary>A call centre that a test moves by hand: every <see cref="Change"/> is a new snapshot for all watchers.</summary>
public sealed class FakeFloor(TimeProvider clock) : IFloor
{
    private readonly Lock _gate = new();
    private FloorSnapshot _current = DemoFloor.Create(clock.GetUtcNow());
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FloorSnapshot Current
    {
        get
        {
            lock (_gate)
            {
                return _current;
            }
        }
    }

    public void Change(Func<FloorSnapshot, FloorSnapshot> change)
    {
        TaskCompletionSource changed;
        lock (_gate)
        {
            _current = change(_current) with { Version = _current.Version + 1, At = clock.GetUtcNow() };
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        changed.SetResult();
    }

    public void Reset() => Change(_ => DemoFloor.Create(clock.GetUtcNow()));

    public void Change(string queue, Func<FloorQueue, FloorQueue> change) =>
        Change(floor => floor with { Queues = floor.Queues.SetItem(queue, change(floor.Queues[queue])) });

    public void ChangeExtension(string number, Func<FloorExtension, FloorExtension> change) =>
        Change(floor => floor with { Extensions = floor.Extensions.SetItem(number, change(floor.Extensions[number])) });

    public async IAsyncEnumerable<FloorUpdate> WatchAsync(TimeSpan minimumInterval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (snapshot, changed) = Take();
        yield return new(snapshot, snapshot, null);
        while (true)
        {
            await changed.WaitAsync(cancellationToken);
            var version = snapshot.Version;
            (snapshot, changed) = Take();
            yield return new(snapshot, null, new() { FromVersion = version, Version = snapshot.Version, At = snapshot.At });
            await Task.Delay(minimumInterval, clock, cancellationToken);
        }
    }

    private (FloorSnapshot, Task) Take()
    {
        lock (_gate)
        {
            return (_current, _changed.Task);
        }
    }
}
