namespace SipRing.Phone.Transactions;

/// <summary>RFC 3261, table 4.</summary>
internal static class SipTimers
{
    /// <summary>T1: first repetition, doubled up to T2.</summary>
    public static readonly TimeSpan FirstRepeat = TimeSpan.FromMilliseconds(500);

    /// <summary>T2.</summary>
    public static readonly TimeSpan LongestRepeat = TimeSpan.FromSeconds(4);

    /// <summary>64 × T1: after it the other side counts as gone.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(32);

    /// <summary>Timer C: the longest ringing.</summary>
    public static readonly TimeSpan LongestRinging = TimeSpan.FromMinutes(10);

    public static TimeSpan Longer(TimeSpan interval) => interval * 2 < LongestRepeat ? interval * 2 : LongestRepeat;
}
