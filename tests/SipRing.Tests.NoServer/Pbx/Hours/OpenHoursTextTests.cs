using SipRing.CallCenter.Pbx.Hours;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Hours;

public sealed class OpenHoursTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("9:00-18:00", "9:00-18:00")]
    [InlineData(" 09.00 – 13.00 ; 14-18 ", "9:00-13:00, 14:00-18:00")]
    [InlineData("14:00-18:00,9:00-13:00", "9:00-13:00, 14:00-18:00")]
    [InlineData("0-24", "0:00-24:00")]
    [InlineData("0:00-0:00", "0:00-24:00")]
    [InlineData("22:00—6:00", "22:00-6:00")]
    public void Read_HoursAsPeopleWriteThem_AreShownInOneWay(string text, string shown) =>
        Assert.Equal(shown, OpenHoursText.Of(OpenHoursText.Read(text, "hours").Value));

    [Theory]
    [InlineData("9")]
    [InlineData("9:00")]
    [InlineData("9:00-")]
    [InlineData("25:00-26:00")]
    [InlineData("24:00-6:00")]
    [InlineData("24:30-25:00")]
    [InlineData("9:60-18:00")]
    [InlineData("9:00-18:00-20:00")]
    [InlineData("nine to five")]
    [InlineData("٩:٠٠-١٨:٠٠")]
    [InlineData("${EPOCH}")]
    public void Read_NoHours_AreNamed(string text)
    {
        var read = OpenHoursText.Read(text, "week-monday");

        Assert.Equal(("hours-unread", "week-monday"), (read.Refusal?.Id, read.Refusal?.Field));
    }

    [Theory]
    [InlineData("9:00-9:00", "hours-nothing")]
    [InlineData("9:00-14:00, 13:00-18:00", "hours-overlap")]
    [InlineData("22:00-6:00, 23:00-24:00", "hours-overlap")]
    [InlineData("1-2,3-4,5-6,7-8,9-10,11-12,13-14", "hours-many")]
    public void Read_HoursThatContradict_AreRefused(string text, string refusal) => Assert.Equal(refusal, OpenHoursText.Read(text, "hours").Refusal?.Id);

    [Fact]
    public void OpenOn_AnyWeek_HoldsExactlyTheMinutesThatAreOpen()
    {
        var random = new Random(20261127);
        for (var round = 0; round < 40; round++)
        {
            var schedule = new Schedule { Id = "x", Name = "x", Week = [.. Enum.GetValues<DayOfWeek>().SelectMany(day => Day(random).Select(h => new WeekHours(day, h.From, h.To)))] };
            Holiday[] holidays = [new() { Id = "h", Name = "h", From = new(2026, 11, 25), To = new(2026, 11, 26), Hours = [.. Day(random)] }];
            var clock = new ScheduleClock(schedule, holidays);
            for (var day = new DateOnly(2026, 11, 23); day <= new DateOnly(2026, 11, 29); day = day.AddDays(1))
            {
                var open = clock.OpenOn(day);
                for (var minute = 0; minute < 1440; minute += 5)
                {
                    var time = TimeOnly.MinValue.AddMinutes(minute);
                    Assert.Equal(clock.IsOpen(day.ToDateTime(time)), open.Any(h => h.Holds(time)));
                }

                // One after the other, none touching the next: as a person would have written them.
                Assert.All(open.Zip(open.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From));
                Assert.Equal(open, OpenHoursText.Read(OpenHoursText.Of(open), "").Value);
            }
        }
    }

    [Theory]
    [InlineData("2026-12-31", "2027-01-08", true, "2026-11-27", "2026-12-31")]
    [InlineData("2026-12-31", "2027-01-08", true, "2027-01-03", "2027-01-03")]
    [InlineData("2020-02-29", "2020-02-29", true, "2026-11-27", "2028-02-29")]
    [InlineData("2026-11-01", "2026-11-04", false, "2026-11-27", null)]
    [InlineData("2027-05-09", "2027-05-09", false, "2026-11-27", "2027-05-09")]
    public void NextFrom_Holiday_IsTheFirstDayThatIsNotPast(string from, string to, bool everyYear, string today, string? next)
    {
        var holiday = new Holiday { Id = "h", Name = "h", From = DateOnly.Parse(from, null), To = DateOnly.Parse(to, null), EveryYear = everyYear };

        Assert.Equal(next is null ? null : DateOnly.Parse(next, null), holiday.NextFrom(DateOnly.Parse(today, null)));
    }

    // Up to three spans of five-minute steps, the last one perhaps into the next morning.
    private static List<OpenHours> Day(Random random)
    {
        var edges = Enumerable.Range(0, random.Next(0, 4) * 2).Select(_ => random.Next(0, 288) * 5).Distinct().Order().ToList();
        var hours = new List<OpenHours>();
        for (var i = 0; i + 1 < edges.Count; i += 2)
            hours.Add(new(TimeOnly.MinValue.AddMinutes(edges[i]), TimeOnly.MinValue.AddMinutes(edges[i + 1])));
        if (hours.Count > 0 && random.Next(2) == 0)
            hours[^1] = hours[^1] with { To = TimeOnly.MinValue.AddMinutes(random.Next(0, 12) * 5) };
        return hours.FindAll(h => h.From != h.To || h.From == TimeOnly.MinValue);
    }
}
