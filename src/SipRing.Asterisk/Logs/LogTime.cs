using System.Globalization;

namespace SipRing.Asterisk.Logs;

/// <summary>Times in Asterisk's logs: <c>seconds.microseconds</c>, or local date and time of the machine that wrote them.</summary>
public static class LogTime
{
    private static readonly string[] s_formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    /// <summary>UTC milliseconds, or null. A local time that occurs twice in autumn is taken as the first of the two.</summary>
    public static long? Parse(string text, TimeZoneInfo zone)
    {
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
            return seconds is > 0 and < 100_000_000_000m ? (long)(seconds * 1000) : null;
        return DateTime.TryParseExact(text, s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? ToUtcMs(local, zone) : null;
    }

    /// <summary>UTC milliseconds of a local date and time of that zone.</summary>
    public static long ToUtcMs(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        // In the spring gap there is no such time; the clock that wrote it had not been put forward yet.
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max()
            : zone.IsInvalidTime(local) ? zone.GetUtcOffset(local.AddHours(-1))
            : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUnixTimeMilliseconds();
    }
}
