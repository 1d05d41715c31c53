using System.Collections.Immutable;
using System.Diagnostics;

namespace SipRing.Phone.Media;

/// <summary>
/// One thread that serves the sound of all calls of the process every 20 ms. Fifty calls cost one thread and no task
/// switches; a thread pool that is busy elsewhere does not make the sound stutter.
/// </summary>
internal sealed class RtpClock
{
    private const int FrameMilliseconds = 20;

    /// <summary>A machine that stood still does not send the missed sound afterwards in one burst.</summary>
    private const int MaxCatchUp = 5;

    private readonly AutoResetEvent _added = new(false);
    private ImmutableArray<RtpStream> _streams = [];
    private int _started;

    public static RtpClock Shared { get; } = new();

    public void Add(RtpStream stream)
    {
        ImmutableInterlocked.Update(ref _streams, static (list, item) => list.Add(item), stream);
        if (Interlocked.Exchange(ref _started, 1) == 0)
        {
            new Thread(Run) { IsBackground = true, Name = "rtp", Priority = ThreadPriority.AboveNormal }.Start();
        }

        _added.Set();
    }

    public void Remove(RtpStream stream) => ImmutableInterlocked.Update(ref _streams, static (list, item) => list.Remove(item), stream);

    private void Run()
    {
        while (true)
        {
            if (_streams.IsEmpty)
            {
                _added.WaitOne();
            }

            ServeUntilNobodyIsLeft();
        }
    }

    private void ServeUntilNobodyIsLeft()
    {
        var start = Stopwatch.GetTimestamp();
        long frame = 0;
        while (!_streams.IsEmpty)
        {
            foreach (var stream in _streams)
            {
                stream.ServeFrame();
            }

            frame++;
            var elapsed = (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            frame = Math.Max(frame, (elapsed / FrameMilliseconds) - MaxCatchUp);
            var wait = (int)((frame * FrameMilliseconds) - elapsed);
            if (wait > 0)
            {
                _added.WaitOne(wait);
            }
        }
    }
}
