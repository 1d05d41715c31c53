using System.Collections.Immutable;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Hours;

/// <summary>What schedules and holidays may be; where a schedule leads is checked by <see cref="CallFlow"/>.</summary>
public static class HoursRules
{
    public const int MostOfADay = 6;

    public static Refusal? Check(Schedule schedule)
    {
        if (PbxRules.CheckName(schedule.Name) is { } badName)
            return badName;
        foreach (var day in schedule.Week.GroupBy(w => w.Day))
        {
            if (CheckDay([.. day.Select(w => w.Hours)], "week") is { } wrong)
                return wrong;
        }

        return null;
    }

    public static Refusal? Check(Holiday holiday)
    {
        if (PbxRules.CheckName(holiday.Name) is { } badName)
            return badName;
        if (!holiday.EveryYear && holiday.To < holiday.From)
            return new("holiday-backwards", "The last day of a holiday comes before its first one.", "to");
        if (IsFar(holiday.From) || IsFar(holiday.To))
            return new("date-far", "The date lies too far away.", IsFar(holiday.From) ? "from" : "to");
        return CheckDay(holiday.Hours, "hours");
    }

    /// <param name="field">The field that holds them, for the refusal.</param>
    public static Refusal? CheckDay(ImmutableArray<OpenHours> hours, string field)
    {
        if (hours.Length > MostOfADay)
            return new("hours-many", $"At most {MostOfADay} intervals on a day.", field, RefusalKind.Invalid, MostOfADay);
        if (hours.FirstOrDefault(h => h.From == h.To && h.From != TimeOnly.MinValue) is { } none)
            return new("hours-nothing", $"{none.From:HH\\:mm} is begin and end; the whole day is 0:00-24:00.", field, RefusalKind.Invalid, $"{none.From:HH\\:mm}");
        var ordered = hours.OrderBy(h => h.From).ToList();
        for (var i = 0; i + 1 < ordered.Count; i++)
        {
            if (ordered[i].PassesMidnight || ordered[i].To > ordered[i + 1].From)
                return new("hours-overlap", $"{ordered[i].From:HH\\:mm}-{ordered[i].To:HH\\:mm} overlaps what begins at {ordered[i + 1].From:HH\\:mm}.", field, RefusalKind.Invalid, $"{ordered[i].From:HH\\:mm}-{ordered[i].To:HH\\:mm}", $"{ordered[i + 1].From:HH\\:mm}");
        }

        return null;
    }

    private static bool IsFar(DateOnly day) => day.Year is < 2000 or > 2999;
}
