using System.Threading.Channels;

namespace SipRing.CallCenter.SystemLog;

/// <summary>
/// Between whoever logs and the database: never blocks and never grows beyond its limit. What finds it full is counted, and
/// the count is written as an event of its own once there is room again.
/// </summary>
public sealed class SystemEventQueue(int capacity = SystemEventQueue.DefaultCapacity)
{
    public const int DefaultCapacity = 10_000;

    private readonly Channel<NewSystemEvent> _events = Channel.CreateBounded<NewSystemEvent>(new BoundedChannelOptions(capacity) { SingleReader = true });
    private long _dropped;
    private long _droppedInAll;

    /// <summary>Since the start.</summary>
    public long Dropped => Interlocked.Read(ref _droppedInAll);

    internal ChannelReader<NewSystemEvent> Reader => _events.Reader;

    public void Add(NewSystemEvent happened)
    {
        if (_events.Writer.TryWrite(happened))
            return;
        Interlocked.Increment(ref _dropped);
        Interlocked.Increment(ref _droppedInAll);
    }

    /// <summary>How many were dropped since this was asked last.</summary>
    internal long TakeDropped() => Interlocked.Exchange(ref _dropped, 0);

    internal void GiveBack(long dropped) => Interlocked.Add(ref _dropped, dropped);
}
