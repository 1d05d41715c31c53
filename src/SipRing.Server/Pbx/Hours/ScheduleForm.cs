using System.Collections.Immutable;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;

namespace SipRing.Server.Pbx.Hours;

/// <summary>What stands in the fields of a schedule's form; the hours of a day are a line of text.</summary>
public sealed class ScheduleForm(Schedule schedule)
{
    public const string WorkingDay = "9:00-18:00";

    public string Id { get; } = schedule.Id;
    public string Name { get; set; } = schedule.Name;
    public ScheduleMode Mode { get; set; } = schedule.Mode;
    public Dictionary<DayOfWeek, string> Week { get; } = WeekWords.Days.ToDictionary(day => day, day => OpenHoursText.Of(schedule.Week.Where(w => w.Day == day).Select(w => w.Hours)));
    public bool KeepsHolidays { get; set; } = schedule.KeepsHolidays;
    public Destination Open { get; set; } = schedule.Open;
    public Destination Closed { get; set; } = schedule.Closed;
    public Destination? OnHoliday { get; set; } = schedule.OnHoliday;

    public static ScheduleForm New(PbxConfiguration configuration) => new(new()
    {
        Id = "",
        Name = "",
        Week = [.. WeekWords.Days.Take(5).Select(day => new WeekHours(day, new(9, 0), new(18, 0)))],
        Open = configuration.Queues.FirstOrDefault() is { } queue ? Destination.Queue(queue.Number) : Destination.HangUp,
    });

    public static string FieldOf(DayOfWeek day) => "week-" + day.ToString().ToLowerInvariant();

    /// <summary>Monday's hours for Tuesday to Friday too.</summary>
    public void RepeatMonday()
    {
        foreach (var day in WeekWords.Days.Skip(1).Take(4))
            Week[day] = Week[DayOfWeek.Monday];
    }

    /// <summary>The first day that cannot be read is refused, at its own field.</summary>
    public Result<Schedule> ToSchedule()
    {
        var week = ImmutableArray.CreateBuilder<WeekHours>();
        foreach (var day in WeekWords.Days)
        {
            var read = OpenHoursText.Read(Week[day], FieldOf(day));
            if (!read.Succeeded)
                return read.Refusal;
            week.AddRange(read.Value.Select(h => new WeekHours(day, h.From, h.To)));
        }

        return With(week.ToImmutable());
    }

    /// <summary>As far as it can be read: what the week looks like while it is typed.</summary>
    public Schedule Draft() =>
        With([.. WeekWords.Days.SelectMany(day => (OpenHoursText.Read(Week[day], "").Value is { IsDefault: false } hours ? hours : []).Select(h => new WeekHours(day, h.From, h.To)))]);

    private Schedule With(ImmutableArray<WeekHours> week) => new()
    {
        Id = Id, Name = Name.Trim(), Mode = Mode, Week = week, KeepsHolidays = KeepsHolidays, Open = Open, Closed = Closed, OnHoliday = OnHoliday,
    };
}
