namespace SipRing.CallCenter.Pbx.Sounds;

public static class SoundLimits
{
    public const int Megabytes = 30;
    public const long Bytes = Megabytes * 1024L * 1024;
    public const int LongestMinutes = 30;
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(LongestMinutes);
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
}
