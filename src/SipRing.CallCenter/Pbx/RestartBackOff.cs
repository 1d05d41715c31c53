namespace SipRing.CallCenter.Pbx;

/// <summary>How long to wait before Asterisk is started again: at once after a good run, longer after each short one.</summary>
public sealed class RestartBackOff
{
    private static readonly TimeSpan s_goodRun = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_first = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private TimeSpan _next = s_first;

    /// <param name="ranFor">How long the run that just ended lasted.</param>
    public TimeSpan Next(TimeSpan ranFor)
    {
        if (ranFor >= s_goodRun)
            _next = s_first;
        var pause = _next;
        _next = TimeSpan.FromTicks(Math.Min(_next.Ticks * 2, s_longest.Ticks));
        return pause;
    }
}
