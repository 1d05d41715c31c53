namespace SipRing.CallCenter.Pbx.Hours;

/// <param name="Until">When that changes, in the local time of the call centre; null where it does not within two months.</param>
/// <param name="Holiday">The holiday it is due to, if it is.</param>
public sealed record ScheduleState(bool IsOpen, DateTime? Until, Holiday? Holiday);

/// <summary>Says of a schedule what its dialplan does, and when that changes. Local times of the call centre.</summary>
public sealed class ScheduleClock(Schedule schedule, IEnumerable<Holiday> holidays)
{
    private const int DaysAhead = 62;
    private readonly IReadOnlyList<Holiday> _holidays = schedule.KeepsHolidays ? [.. Holiday.InOrder(holidays)] : [];

    public bool IsOpen(DateTime local)
    {
        if (schedule.Mode != ScheduleMode.ByHours)
            return schedule.Mode == ScheduleMode.AlwaysOpen;
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        return HoursOf(day.AddDays(-1)).Any(h => h.HoldsNextDay(time)) || HoursOf(day).Any(h => h.Holds(time));
    }

    public ScheduleState At(DateTime local)
    {
        var isOpen = IsOpen(local);
        return new(isOpen, Until(local, isOpen), schedule.Mode == ScheduleMode.ByHours ? HolidayOn(DateOnly.FromDateTime(local)) : null);
    }

    /// <summary>When it is open on this day by the clock on the wall, the night that began the day before included. An end of 0:00 is that of the day.</summary>
    public IReadOnlyList<OpenHours> OpenOn(DateOnly day)
    {
        var open = new List<OpenHours>();
        var edges = EdgesOf(day);
        for (var i = 0; i < edges.Length; i++)
        {
            if (!IsOpen(day.ToDateTime(edges[i])))
                continue;
            var until = i + 1 < edges.Length ? edges[i + 1] : TimeOnly.MinValue;
            if (open.Count > 0 && open[^1].To == edges[i])
                open[^1] = open[^1] with { To = until };
            else
                open.Add(new(edges[i], until));
        }

        return open;
    }

    public Holiday? HolidayOn(DateOnly day) => _holidays.FirstOrDefault(h => h.Includes(day));

    // It can only change where an interval begins or ends, or a day does.
    private TimeOnly[] EdgesOf(DateOnly day)
    {
        TimeOnly[] edges = [TimeOnly.MinValue, .. HoursOf(day).SelectMany(h => new[] { h.From, h.To }), .. HoursOf(day.AddDays(-1)).Select(h => h.To)];
        return [.. edges.Distinct().Order()];
    }

    private DateTime? Until(DateTime local, bool isOpen)
    {
        if (schedule.Mode != ScheduleMode.ByHours)
            return null;
        var first = DateOnly.FromDateTime(local);
        for (var day = first; day <= first.AddDays(DaysAhead); day = day.AddDays(1))
        {
            foreach (var at in EdgesOf(day).Select(day.ToDateTime).Where(at => at > local))
            {
                if (IsOpen(at) != isOpen)
                    return at;
            }
        }

        return null;
    }

    private IEnumerable<OpenHours> HoursOf(DateOnly day) =>
        HolidayOn(day) is { } holiday ? holiday.Hours : schedule.Week.Where(w => w.Day == day.DayOfWeek).Select(w => w.Hours);
}
