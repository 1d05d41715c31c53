using System.Globalization;
using System.Text.RegularExpressions;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx.Hours;

/// <summary>What Asterisk makes of a schedule is what the page says of it, at moments of a whole year.</summary>
public sealed partial class HoursDialplanTests
{
    [Fact]
    public async Task Schedule_ManyMoments_AsteriskAndThePageAgree()
    {
        await using var stage = await RoutesStage.StartAsync();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(stage.Pbx.Settings.TimeZone);
        var schedule = new Schedule
        {
            Id = "hours", Name = "Hours",
            Week =
            [
                new(DayOfWeek.Monday, new(9, 0), new(13, 0)), new(DayOfWeek.Monday, new(14, 0), new(18, 0)), new(DayOfWeek.Wednesday, new(0, 0), new(0, 0)),
                new(DayOfWeek.Friday, new(22, 0), new(6, 0)), new(DayOfWeek.Sunday, new(8, 30), new(0, 0)),
            ],
        };
        Holiday[] holidays =
        [
            new() { Id = "year", Name = "New year", From = new(2020, 12, 31), To = new(2021, 1, 8), EveryYear = true },
            new() { Id = "short", Name = "Short day", From = new(2026, 5, 8), To = new(2026, 5, 8), Hours = [new(new(9, 0), new(12, 0)), new(new(23, 0), new(1, 30))] },
        ];
        foreach (var holiday in holidays)
            RoutesStage.Done(await stage.Pbx.Get<SaveHoliday>().HandleAsync(RoutesStage.Admin, holiday, CancellationToken.None));
        RoutesStage.Done(await stage.Pbx.Get<SaveSchedule>().HandleAsync(RoutesStage.Admin, schedule, CancellationToken.None));

        // A call that asks the schedule about the moment it was dialled as, and leaves the answer behind.
        foreach (var step in (string[])["_X.,1,Set(HOURS_NOW=${EXTEN})", "_X.,2,Gosub(sipring-open-hours,s,1)", "_X.,3,Set(GLOBAL(AT_${EXTEN})=${HOURS})"])
            await stage.Pbx.ConsoleAsync($"dialplan add extension {step} into test-hours");
        var moments = Moments().ToDictionary(moment => new DateTimeOffset(moment, zone.GetUtcOffset(moment)).ToUnixTimeSeconds(), moment => moment);
        foreach (var epoch in moments.Keys)
        {
            await stage.Pbx.Ami.SendAsync(
                new AmiAction("Originate").With("Channel", string.Create(CultureInfo.InvariantCulture, $"Local/{epoch}@test-hours")).With("Application", "NoOp").With("Async", "true"), CancellationToken.None);
        }

        Dictionary<long, string> answers = [];
        await Until.TrueAsync("Asterisk has answered for every moment", TimeSpan.FromSeconds(60), async () =>
        {
            var globals = await stage.Pbx.ConsoleAsync("dialplan show globals");
            answers = Answer().Matches(globals).ToDictionary(m => long.Parse(m.Groups["at"].Value, CultureInfo.InvariantCulture), m => m.Groups["is"].Value);
            return answers.Count == moments.Count;
        });

        var clock = new ScheduleClock(schedule, holidays);
        var wrong = moments.Where(m => answers[m.Key] != Expected(clock, m.Value)).Select(m => $"{m.Value:ddd yyyy-MM-dd HH:mm}: {answers[m.Key]}, not {Expected(clock, m.Value)}");
        Assert.Empty(wrong);
        Assert.Equal(["closed", "holiday", "open"], answers.Values.Distinct().Order());
    }

    private static string Expected(ScheduleClock clock, DateTime at) =>
        clock.IsOpen(at) ? "open" : clock.HolidayOn(DateOnly.FromDateTime(at)) is null ? "closed" : "holiday";

    // Just before, at and just after every edge of a week, of the turn of the year, and of the short day; and some of a whole year.
    private static IEnumerable<DateTime> Moments()
    {
        TimeOnly[] edges = [new(0, 0), new(1, 30), new(6, 0), new(8, 30), new(9, 0), new(12, 0), new(13, 0), new(14, 0), new(18, 0), new(22, 0), new(23, 0)];
        DateOnly[] days = [.. Enumerable.Range(0, 7).Select(new DateOnly(2026, 11, 23).AddDays), new(2025, 12, 31), new(2026, 1, 1), new(2026, 1, 8), new(2026, 1, 9), new(2026, 5, 8), new(2026, 5, 9)];
        var random = new Random(20261127);
        return days.SelectMany(day => edges.Select(day.ToDateTime)).SelectMany(at => new[] { at.AddMinutes(-1), at })
            .Concat(Enumerable.Range(0, 40).Select(_ => new DateTime(2026, 1, 1).AddMinutes(random.Next(365 * 1440)))).Distinct();
    }

    [GeneratedRegex(@"AT_(?<at>\d+)=(?<is>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Answer();
}
