using System.Globalization;
using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Floor.Model;

/// <summary>Reads headers of the manager interface the way the floor needs them.</summary>
internal static class AmiFields
{
    /// <summary>The value, or null where Asterisk says by one of its words that it does not know.</summary>
    public static string? Known(this AmiMessage message, string name) => OrNull(message[name]);

    public static string? OrNull(string? value) => value is null or "" or "<unknown>" or "unknown" or "(null)" ? null : value;

    public static int Number(this AmiMessage message, string name) =>
        int.TryParse(message[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static bool Flag(this AmiMessage message, string name) => message[name] is "1" or "yes" or "true";

    /// <summary>A time in whole seconds since 1970; null where it is zero, which is Asterisk's "never".</summary>
    public static DateTimeOffset? UnixSeconds(this AmiMessage message, string name) =>
        long.TryParse(message[name], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 253402300800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    /// <summary>
    /// When the event happened: its own stamp (timestampevents=yes), never later than now, so that a clock that runs
    /// ahead on another machine shows no timer that counts from the future.
    /// </summary>
    public static DateTimeOffset Moment(this AmiMessage message, DateTimeOffset now)
    {
        if (!decimal.TryParse(message["Timestamp"], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds is <= 0 or >= 253402300800m)
        {
            return now;
        }

        var moment = DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond));
        return moment > now ? now : moment;
    }

    /// <summary>A duration as <c>hh:mm:ss</c>, hours beyond 24 included.</summary>
    public static TimeSpan Duration(this AmiMessage message, string name)
    {
        var total = 0L;
        foreach (var part in (message[name] ?? "").Split(':'))
        {
            if (!uint.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return TimeSpan.Zero;
            total = (total * 60) + value;
        }

        return TimeSpan.FromSeconds(total);
    }
}
