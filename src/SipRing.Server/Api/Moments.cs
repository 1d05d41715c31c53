using System.Globalization;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Api;

/// <summary>Times of requests: ISO 8601; without an offset they are those of the call centre, as its reports are.</summary>
public sealed class Moments(SipRingSettings settings, TimeProvider time)
{
    private const DateTimeStyles Exact = DateTimeStyles.None;

    private static readonly string[] s_withOffset =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyyMMdd'T'HHmmssK"];

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <summary>The beginning of today, there.</summary>
    public DateTimeOffset Today => At(TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).Date);

    public DateTimeOffset Tomorrow => At(TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).Date.AddDays(1));

    /// <summary>The same moment with the offset of the call centre.</summary>
    public DateTimeOffset Local(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, _zone);

    /// <param name="text">A date, or a date and a time.</param>
    /// <param name="endOfDay">A date alone means its end: a span "to" a day holds that day.</param>
    public bool TryRead(string text, bool endOfDay, out DateTimeOffset moment)
    {
        moment = default;
        if (DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, Exact, out var day))
        {
            if (endOfDay && day.Date == DateTime.MaxValue.Date)
                return false;
            moment = At(endOfDay ? day.AddDays(1) : day);
            return true;
        }

        // A plus sign in a query is a space unless it was escaped, which people forget.
        var iso = text.Replace(' ', '+');
        if (!DateTime.TryParseExact(iso, s_withOffset, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed))
            return false;
        if (parsed.Kind == DateTimeKind.Unspecified)
        {
            moment = At(parsed);
            return true;
        }

        return DateTimeOffset.TryParseExact(iso, s_withOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
    }

    private DateTimeOffset At(DateTime local)
    {
        // An hour that a change of the clocks leaves out begins when it would have.
        var valid = _zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new(valid, _zone.GetUtcOffset(valid));
    }
}
