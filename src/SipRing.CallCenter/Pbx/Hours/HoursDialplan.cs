using System.Collections.Immutable;
using System.Globalization;
using SipRing.Asterisk.Configuration;

namespace SipRing.CallCenter.Pbx.Hours;

/// <summary>
/// A schedule as dialplan: Asterisk itself looks at its clock, so hours are kept while SipRing is away. <c>s</c> takes the call
/// to a branch; <c>sipring-open-ID</c> only says which, in HOURS, of the moment in HOURS_NOW.
/// </summary>
public static class HoursDialplan
{
    public static string OpenContext(string id) => "sipring-open-" + PbxRules.Safe(id);

    public static void Write(ConfigurationFile file, Schedule schedule, IEnumerable<Holiday> holidays, string timeZone)
    {
        var branches = new DialplanContext(file, DestinationDialplan.ScheduleContext(schedule.Id))
            .Extension("s", "Set(HOURS_NOW=${EPOCH})")
            .Step($"Gosub({OpenContext(schedule.Id)},s,1)")
            .Step("Goto(${HOURS},1)");
        WriteBranch(branches, "open", schedule.Open);
        WriteBranch(branches, "closed", schedule.Closed);
        WriteBranch(branches, "holiday", schedule.OnHoliday ?? schedule.Closed);

        var context = new DialplanContext(file, OpenContext(schedule.Id));
        if (schedule.Mode == ScheduleMode.ByHours)
            WriteClock(context, schedule, schedule.KeepsHolidays ? [.. Holiday.InOrder(holidays)] : [], timeZone);
        else
            context.Extension("s", Answer(schedule.Mode == ScheduleMode.AlwaysOpen ? "open" : "closed")).Step("Return()");
    }

    private static void WriteBranch(DialplanContext context, string name, Destination destination)
    {
        var steps = DestinationDialplan.Steps(destination);
        context.Extension(name, steps[0]).Steps(steps.Skip(1));
    }

    // Times are compared as 1HHMM and days as YYYYMMDD or 1MMDD: numbers without a zero in front.
    private static void WriteClock(DialplanContext context, Schedule schedule, ImmutableArray<Holiday> holidays, string timeZone)
    {
        var night = holidays.SelectMany(h => h.Hours).Concat(schedule.Week.Select(w => w.Hours)).Any(h => h.ReachesNextDay);
        context
            .Extension("s", $"Set(HOURS_TIME={At("HOURS_NOW", "1%H%M", timeZone)})")
            .Step($"Set(HOURS_DAY={At("HOURS_NOW", "%u%Y%m%d", timeZone)})")
            // Yesterday's noon, whatever an hour was put on or back since.
            .Step(night ? $"Set(HOURS_BEFORE=$[${{HOURS_NOW}} - {At("HOURS_NOW", "1%H", timeZone)} * 3600 + 316800])" : "Goto(day)")
            .Steps(night ? [$"Set(HOURS_EVE={At("HOURS_BEFORE", "%u%Y%m%d", timeZone)})"] : []);
        if (night)
            WriteDays(context, "HOURS_EVE", "eve", holidays);
        context.Step("NoOp()", "day");
        WriteDays(context, "HOURS_DAY", "day", holidays);
        WriteHours(context, schedule, holidays, night);
    }

    // Goes to the extension of the holiday or of the day of the week.
    private static void WriteDays(DialplanContext context, string variable, string prefix, ImmutableArray<Holiday> holidays)
    {
        for (var i = 0; i < holidays.Length; i++)
            context.Step($"GotoIf($[{Includes(holidays[i], variable)}]?{prefix}h{i.ToString(CultureInfo.InvariantCulture)},1)");
        context.Step($"Goto({prefix}w${{{variable}:0:1}},1)");
    }

    private static string Includes(Holiday holiday, string variable)
    {
        var at = holiday.EveryYear ? $"1${{{variable}:5}}" : $"${{{variable}:1}}";
        var (from, to) = holiday.EveryYear
            ? (10000 + Holiday.Key(holiday.From), 10000 + Holiday.Key(holiday.To))
            : (Number(holiday.From), Number(holiday.To));
        return string.Create(CultureInfo.InvariantCulture, $"{at} >= {from} {(from <= to ? '&' : '|')} {at} <= {to}");
    }

    private static void WriteHours(DialplanContext context, Schedule schedule, ImmutableArray<Holiday> holidays, bool night)
    {
        for (var day = 1; day <= 7; day++)
        {
            var name = day.ToString(CultureInfo.InvariantCulture);
            OpenHours[] hours = [.. schedule.Week.Where(w => w.Day == (DayOfWeek)(day % 7)).Select(w => w.Hours)];
            WriteDay(context, "w" + name, hours, "closed", night);
        }

        for (var i = 0; i < holidays.Length; i++)
            WriteDay(context, "h" + i.ToString(CultureInfo.InvariantCulture), [.. holidays[i].Hours], "holiday", night);
    }

    private static void WriteDay(DialplanContext context, string name, OpenHours[] hours, string otherwise, bool night)
    {
        if (night)
            WriteTests(context, "eve" + name, [.. hours.Where(h => h.ReachesNextDay).Select(h => $"${{HOURS_TIME}} < {Number(h.To)}")], ["Goto(s,day)"]);
        WriteTests(context, "day" + name, [.. hours.Select(Test)], [Answer(otherwise), "Return()"]);
    }

    private static string Test(OpenHours hours) => hours.PassesMidnight
        ? $"${{HOURS_TIME}} >= {Number(hours.From)}"
        : $"${{HOURS_TIME}} >= {Number(hours.From)} & ${{HOURS_TIME}} < {Number(hours.To)}";

    private static void WriteTests(DialplanContext context, string name, string[] tests, string[] otherwise)
    {
        string[] steps = [.. tests.Select(test => $"GotoIf($[{test}]?yes)"), .. otherwise];
        context.Extension(name, steps[0]).Steps(steps.Skip(1));
        if (tests.Length > 0)
            context.Step(Answer("open"), "yes").Step("Return()");
    }

    private static string Answer(string branch) => $"Set(HOURS={branch})";

    private static string At(string variable, string format, string timeZone) => $"${{STRFTIME(${{{variable}}},{timeZone},{format})}}";

    private static string Number(TimeOnly time) => (10000 + time.Hour * 100 + time.Minute).ToString(CultureInfo.InvariantCulture);

    private static int Number(DateOnly day) => day.Year * 10000 + Holiday.Key(day);
}
