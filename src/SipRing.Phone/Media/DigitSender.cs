using System.Collections.Concurrent;

namespace SipRing.Phone.Media;

/// <summary>Turns keys into telephone events: 160 ms each, the end sent three times, 80 ms of rest between two keys.</summary>
internal sealed class DigitSender
{
    private const int Frames = 8;
    private const int EndFrames = 3;
    private const int RestFrames = 4;

    private readonly ConcurrentQueue<(char Digit, TaskCompletionSource? Sent)> _digits = new();
    private (char Digit, TaskCompletionSource? Sent) _current;
    private int _frame;
    private uint _startedAt;

    /// <summary>Completes when the last key has been pressed and let go.</summary>
    public Task Send(string digits)
    {
        var sent = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        for (var i = 0; i < digits.Length; i++)
        {
            _digits.Enqueue((digits[i], i == digits.Length - 1 ? sent : null));
        }

        if (digits.Length == 0)
        {
            sent.SetResult();
        }

        return sent.Task;
    }

    public void Abandon()
    {
        _current.Sent?.TrySetResult();
        while (_digits.TryDequeue(out var item))
        {
            item.Sent?.TrySetResult();
        }
    }

    /// <summary>True while a key owns this frame; then <paramref name="eventFrame"/> is set unless it is the rest after the key.</summary>
    public bool NextFrame(uint timestamp, out EventFrame? eventFrame)
    {
        eventFrame = null;
        if (_frame == 0)
        {
            if (!_digits.TryDequeue(out _current))
            {
                return false;
            }

            _startedAt = timestamp;
        }

        _frame++;
        if (_frame <= Frames + EndFrames)
        {
            var isEnd = _frame > Frames;
            eventFrame = new(_current.Digit, _frame == 1, isEnd, _startedAt, Math.Min(_frame, Frames) * RtpStream.SamplesPerFrame);
        }
        else if (_frame >= Frames + EndFrames + RestFrames)
        {
            _frame = 0;
            _current.Sent?.TrySetResult();
        }

        return true;
    }
}

internal readonly record struct EventFrame(char Digit, bool IsFirst, bool IsEnd, uint Timestamp, int Duration);
