namespace SipRing.CallCenter.Ledger;

/// <summary>Days of the call centre's zone. A day begins at its first moment, which in some zones is not 00:00 when clocks change.</summary>
internal static class LocalDay
{
    public static DateTimeOffset Start(DateTimeOffset now, TimeZoneInfo zone) => Midnight(TimeZoneInfo.ConvertTime(now, zone).Date, zone);

    public static DateTimeOffset Next(DateTimeOffset now, TimeZoneInfo zone) => Midnight(TimeZoneInfo.ConvertTime(now, zone).Date.AddDays(1), zone);

    private static DateTimeOffset Midnight(DateTime date, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(date))
            date = date.AddMinutes(15);
        var offset = zone.IsAmbiguousTime(date) ? zone.GetAmbiguousTimeOffsets(date).Max() : zone.GetUtcOffset(date);
        return new(date, offset);
    }
}
