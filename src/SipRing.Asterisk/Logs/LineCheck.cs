namespace SipRing.Asterisk.Logs;

/// <summary>What no line of a log may have.</summary>
internal static class LineCheck
{
    public static LineDefect Defect(ReadOnlySpan<byte> line) =>
        line.Length > QueueLogParser.LongestLine ? LineDefect.TooLong
        : line.Contains((byte)0) ? LineDefect.NulBytes
        : LineDefect.None;
}
