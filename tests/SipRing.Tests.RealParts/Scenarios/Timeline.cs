using System.Globalization;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>
/// The clock of one script. queue_log counts whole seconds of the wall clock, so a script begins 0.1 s after a full second:
/// what happens at its whole seconds (a call enters) and at its half seconds (0.6 s after the full one: an answer, an end)
/// stays in its second although a busy machine is late, and its truth can be told exactly.
/// </summary>
public sealed class Timeline
{
    private static readonly TimeSpan s_offset = TimeSpan.FromMilliseconds(100);

    /// <summary>So late a moment may lie in another second for Asterisk than for the script.</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromMilliseconds(150);

    private Timeline(DateTimeOffset start) => Start = start;

    /// <summary>The machine stood still at one of the moments: nobody knows what is true. Null while it kept them all.</summary>
    public string? WhyLate { get; private set; }

    public DateTimeOffset Start { get; }

    public static async Task<Timeline> BeginAsync(int secondsFromNow)
    {
        var now = TimeProvider.System.GetUtcNow();
        var timeline = new Timeline(WholeSecond(now).AddSeconds(secondsFromNow + 1) + s_offset);
        await timeline.At(0);
        return timeline;
    }

    /// <summary>Comes back at that moment of the script; at once, and late, where it has passed.</summary>
    public async Task At(double seconds)
    {
        var wait = Start.AddSeconds(seconds) - TimeProvider.System.GetUtcNow();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait);
        }

        var late = TimeProvider.System.GetUtcNow() - Start.AddSeconds(seconds);
        if (late > s_late)
        {
            WhyLate = string.Create(CultureInfo.InvariantCulture, $"second {seconds} came {late.TotalMilliseconds:0} ms late");
        }
    }

    /// <summary>The second of the wall clock that holds that moment.</summary>
    public DateTimeOffset Second(double seconds) => WholeSecond(Start.AddSeconds(seconds));

    /// <summary>Where the beginning of another timeline lies on this one.</summary>
    public double Offset(Timeline other) => (other.Start - Start).TotalSeconds;

    private static DateTimeOffset WholeSecond(DateTimeOffset moment) => DateTimeOffset.FromUnixTimeSeconds(moment.ToUnixTimeSeconds());
}
