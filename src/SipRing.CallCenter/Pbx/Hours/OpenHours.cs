using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx.Hours;

/// <summary>From one time of day to another, the end not included. An end that is not after its begin is that of the next day; both 0:00 is the whole day.</summary>
public sealed record OpenHours(TimeOnly From, TimeOnly To)
{
    [JsonIgnore]
    public bool PassesMidnight => To <= From;

    /// <summary>True where it says something of the day after the one it belongs to.</summary>
    [JsonIgnore]
    public bool ReachesNextDay => PassesMidnight && To > TimeOnly.MinValue;

    /// <summary>On the day it belongs to.</summary>
    public bool Holds(TimeOnly time) => time >= From && (PassesMidnight || time < To);

    /// <summary>On the day after.</summary>
    public bool HoldsNextDay(TimeOnly time) => PassesMidnight && time < To;
}

/// <summary>Open hours of a day of the week; several of a day are split shifts.</summary>
public sealed record WeekHours(DayOfWeek Day, TimeOnly From, TimeOnly To)
{
    [JsonIgnore]
    public OpenHours Hours => new(From, To);
}
