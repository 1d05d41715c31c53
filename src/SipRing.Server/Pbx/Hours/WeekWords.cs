using System.Globalization;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx.Hours;

/// <summary>Weeks, days and moments of working hours as people read them.</summary>
internal static class WeekWords
{
    /// <summary>From Monday on.</summary>
    public static IReadOnlyList<DayOfWeek> Days { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Short(DayOfWeek day) => CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName(day);

    public static string Whole(DayOfWeek day)
    {
        var name = CultureInfo.CurrentCulture.DateTimeFormat.GetDayName(day);
        return char.ToUpper(name[0], CultureInfo.CurrentCulture) + name[1..];
    }

    /// <summary>Days of the same hours together: "Mon-Fri 9:00-18:00; Sat 10:00-15:00". Empty where it is never open.</summary>
    public static string Of(IEnumerable<WeekHours> week)
    {
        var texts = Days.Select(day => (day, Text: OpenHoursText.Of(week.Where(w => w.Day == day).Select(w => w.Hours)))).ToList();
        var parts = new List<string>();
        for (var i = 0; i < texts.Count;)
        {
            var last = i;
            while (last + 1 < texts.Count && texts[last + 1].Text == texts[i].Text)
                last++;
            if (texts[i].Text.Length > 0)
                parts.Add($"{(last == i ? Short(texts[i].day) : $"{Short(texts[i].day)}–{Short(texts[last].day)}")} {texts[i].Text}");
            i = last + 1;
        }

        return string.Join("; ", parts);
    }

    /// <summary>The key of the word for what was set by hand; null where the hours count.</summary>
    public static string? Of(ScheduleMode mode) => mode switch
    {
        ScheduleMode.ByHours => null,
        ScheduleMode.AlwaysOpen => "hours.mode-open",
        ScheduleMode.AlwaysClosed => "hours.mode-closed",
    };

    /// <summary>A moment seen from another one: only the time today, with the day this week, with the date later.</summary>
    public static string Of(DateTime moment, DateTime now) => (DateOnly.FromDateTime(moment).DayNumber - DateOnly.FromDateTime(now).DayNumber) switch
    {
        0 => OpenHoursText.Of(TimeOnly.FromDateTime(moment)),
        // Today ends then, which people call 24:00.
        1 when moment.TimeOfDay == TimeSpan.Zero => "24:00",
        < 7 => $"{OpenHoursText.Of(TimeOnly.FromDateTime(moment))} {Short(moment.DayOfWeek)}",
        _ => $"{OpenHoursText.Of(TimeOnly.FromDateTime(moment))} {Of(DateOnly.FromDateTime(moment))}",
    };

    public static string Of(DateOnly day) => day.ToString(Formats.DatePattern, CultureInfo.CurrentCulture);

    /// <summary>The first and the last day of a holiday; without the year where it comes every year.</summary>
    public static string Of(Holiday holiday)
    {
        var (from, to) = holiday.EveryYear ? (DayAndMonth(holiday.From), DayAndMonth(holiday.To)) : (Of(holiday.From), Of(holiday.To));
        return from == to ? from : $"{from} – {to}";
    }

    public static DateOnly MondayOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    // The pattern of the language would write the month out in full.
    private static string DayAndMonth(DateOnly day) => day.ToString(Formats.DatePattern.Replace("yyyy", "", StringComparison.Ordinal).Trim(' ', '.'), CultureInfo.CurrentCulture);
}
