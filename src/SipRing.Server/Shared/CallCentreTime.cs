using System.Globalization;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Shared;

/// <summary>Days, hours and dates as the call centre sees them, whatever zone the server or the reader is in.</summary>
public sealed class CallCentreTime(TimeProvider clock, SipRingSettings settings)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Zone);

    public DateOnly Today => DateOnly.FromDateTime(Now.DateTime);

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The instant at which the call centre's clocks show <paramref name="local"/>; in the hour that a zone skips, the one after it.</summary>
    public DateTimeOffset ToInstant(DateTime local)
    {
        var unspecified = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        return new(unspecified, Zone.GetUtcOffset(unspecified));
    }

    public DateTimeOffset StartOf(DateOnly day) => ToInstant(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>23.11.2026 14:30:17 in Russian, 23 Nov 2026 14:30:17 in English: no order of day and month to guess.</summary>
    public string DateAndTime(DateTimeOffset instant) =>
        ToLocal(instant).ToString(Formats.DatePattern + " HH:mm:ss", CultureInfo.CurrentCulture);

    public string TimeOfDay(DateTimeOffset instant) => ToLocal(instant).ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
