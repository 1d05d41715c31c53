namespace SipRing.Server.Demo;

/// <summary>How busy an hour of the day is. Nobody who looks at night sees an empty panel: the quietest hour still has calls.</summary>
public static class DayShape
{
    /// <summary>Ten operators are then busy most of the time, and a few callers wait.</summary>
    private const double BusiestPerMinute = 11;

    private static readonly double[] s_hours =
    [
        0.55, 0.52, 0.50, 0.50, 0.50, 0.52, 0.55, 0.62, 0.72, 0.87, 0.96, 1.00,
        0.94, 0.88, 0.95, 1.00, 0.97, 0.90, 0.84, 0.78, 0.72, 0.66, 0.62, 0.58,
    ];

    /// <summary>Calls a minute at that time of the day; between two hours it goes over gradually.</summary>
    public static double CallsPerMinute(TimeSpan timeOfDay)
    {
        var hour = (int)timeOfDay.TotalHours % 24;
        var part = timeOfDay.TotalHours - Math.Floor(timeOfDay.TotalHours);
        return BusiestPerMinute * (s_hours[hour] + (part * (s_hours[(hour + 1) % 24] - s_hours[hour])));
    }
}
