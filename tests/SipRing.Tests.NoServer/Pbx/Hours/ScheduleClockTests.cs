using System.Globalization;
using SipRing.CallCenter.Pbx.Hours;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Hours;

public sealed class ScheduleClockTests
{
    // Monday in two shifts, the night from Friday to Saturday.
    private static readonly Schedule s_schedule = new()
    {
        Id = "hours",
        Name = "Hours",
        Week = [new(DayOfWeek.Monday, new(9, 0), new(13, 0)), new(DayOfWeek.Monday, new(14, 0), new(18, 0)), new(DayOfWeek.Friday, new(22, 0), new(2, 0))],
    };

    private static readonly Holiday[] s_holidays =
    [
        new() { Id = "year", Name = "New year", From = new(2020, 12, 30), To = new(2021, 1, 8), EveryYear = true },
        new() { Id = "short", Name = "Short day", From = new(2026, 11, 30), To = new(2026, 11, 30), Hours = [new(new(10, 0), new(12, 0))] },
    ];

    [Theory]
    [InlineData("2026-11-23 08:59", false)]
    [InlineData("2026-11-23 09:00", true)]
    [InlineData("2026-11-23 12:59", true)]
    [InlineData("2026-11-23 13:00", false)]
    [InlineData("2026-11-23 17:59", true)]
    [InlineData("2026-11-27 23:30", true)]
    [InlineData("2026-11-28 01:59", true)]
    [InlineData("2026-11-28 02:00", false)]
    [InlineData("2026-11-30 09:30", false)]
    [InlineData("2026-11-30 11:00", true)]
    [InlineData("2027-01-04 10:00", false)]
    [InlineData("2027-01-11 10:00", true)]
    public void IsOpen_ShiftsNightsAndHolidays_AreKept(string local, bool open) =>
        Assert.Equal(open, new ScheduleClock(s_schedule, s_holidays).IsOpen(At(local)));

    [Theory]
    [InlineData("2026-11-23 10:00", "2026-11-23 13:00")]
    [InlineData("2026-11-23 19:00", "2026-11-27 22:00")]
    [InlineData("2026-11-27 23:00", "2026-11-28 02:00")]
    public void At_AnyMoment_SaysWhenItChanges(string local, string until) =>
        Assert.Equal(At(until), new ScheduleClock(s_schedule, s_holidays).At(At(local)).Until);

    [Fact]
    public void IsOpen_SetByHand_HoursDoNotCount()
    {
        Assert.True(new ScheduleClock(s_schedule with { Mode = ScheduleMode.AlwaysOpen }, []).IsOpen(At("2026-11-23 03:00")));
        Assert.False(new ScheduleClock(s_schedule with { Mode = ScheduleMode.AlwaysClosed }, []).IsOpen(At("2026-11-23 10:00")));
    }

    private static DateTime At(string text) => DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
