using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.CallCenter.Queues;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Routes;

/// <summary>What the tests of the pages answer: the way that the dialplan would take.</summary>
public sealed class RouteAnswersTests
{
    // A Friday.
    private static readonly DateTime s_noon = new(2026, 11, 27, 12, 0, 0);
    private static readonly DateTime s_night = new(2026, 11, 27, 23, 0, 0);

    private static readonly PbxConfiguration s_pbx = new()
    {
        Extensions = PbxItems<Extension>.Of([new("101", "Anna"), new("102", "Maria") { OutsideNumber = "+74951110002" }, new("103", "Door") { OutgoingRoutes = [] }]),
        Queues = PbxItems<CallQueue>.Of([new() { Number = "450", Name = "Sales" }]),
        Trunks = PbxItems<Trunk>.Of([Trunk("one") with { CallerId = "74950000001" }, Trunk("two"), Trunk("off") with { Enabled = false }]),
        Schedules = PbxItems<Schedule>.Of([new()
        {
            Id = "office", Name = "Office", Week = [.. Enum.GetValues<DayOfWeek>().Select(d => new WeekHours(d, new(9, 0), new(18, 0)))],
            Open = Destination.Queue("450"), Closed = Destination.Announcement("closed", Destination.Extension("101")), OnHoliday = Destination.Busy,
        }]),
        Holidays = PbxItems<Holiday>.Of([new() { Id = "day", Name = "Day off", From = new(2026, 11, 28), To = new(2026, 11, 28) }]),
        OutgoingRoutes = PbxItems<OutgoingRoute>.Of([
            new() { Id = "dear", Name = "Dear", Order = 1, Rules = [new("8809X!")] },
            new() { Id = "abroad", Name = "Abroad", Order = 2, Rules = [new("810.", 3, "+")], Trunks = ["one"], Extensions = ["101"] },
            new() { Id = "day", Name = "Day", Order = 3, Rules = [new("84XXXXXXXXX")], Trunks = ["two"], Schedule = "office", CallerId = "74957777777" },
            new() { Id = "city", Name = "City", Order = 4, Rules = [new("8XXXXXXXXXX", 1, "+7")], Trunks = ["off", "one", "two"] },
            new() { Id = "dead", Name = "Dead", Order = 5, Enabled = false, Rules = [new("X!")], Trunks = ["one"] },
        ]),
        IncomingRoutes = PbxItems<IncomingRoute>.Of([
            new() { Id = "vip", Name = "Vip", Order = 1, Number = "7495123XXXX", Caller = "7916!", Trunk = "one", Destination = Destination.Extension("102") },
            new() { Id = "main", Name = "Main", Order = 2, Number = "74951234567", Destination = Destination.Schedule("office") },
        ]),
    };

    [Theory]
    [InlineData("101", "89161234567", "city", "+79161234567", "one 74950000001, two 101")]
    [InlineData("102", "8 (916) 123-45-67", "city", "+79161234567", "one +74951110002, two +74951110002")]
    [InlineData("101", "84951234567", "day", "84951234567", "two 74957777777")]
    [InlineData("101", "810441234567", "abroad", "+441234567", "one 74950000001")]
    [InlineData("", "810441234567", "abroad", "+441234567", "one 74950000001")]
    [InlineData("101", "88091234567", "dear", "88091234567", "")]
    public void Ask_NumberThatARouteTakes_SaysByWhatAndAsWhat(string extension, string dialled, string route, string sent, string tries)
    {
        var answer = OutgoingTest.Ask(s_pbx, dialled, extension, s_noon);

        Assert.Equal((route, sent), (answer.Route?.Id, answer.Sent));
        Assert.Equal(tries, string.Join(", ", answer.Tries.Select(t => $"{t.Trunk.Id} {t.Shown}")));
    }

    [Fact]
    public void Ask_RoutesThatFitAndDoNotTakeIt_AreNamedWithTheReason()
    {
        var abroad = OutgoingTest.Ask(s_pbx, "810441234567", "102", s_noon);
        Assert.Null(abroad.Route);
        Assert.Equal([("abroad", OutgoingPassed.NotThisExtension)], abroad.Passed.Select(p => (p.Route.Id, p.Why)));

        var late = OutgoingTest.Ask(s_pbx, "84951234567", "101", s_night);
        Assert.Equal("city", late.Route?.Id);
        Assert.Equal([("day", OutgoingPassed.OutOfHours)], late.Passed.Select(p => (p.Route.Id, p.Why)));

        // An extension without routes of its own reaches none, whatever the routes say.
        Assert.Null(OutgoingTest.Ask(s_pbx, "89161234567", "103", s_noon).Route);
        Assert.Empty(OutgoingTest.Ask(s_pbx, "5555", "101", s_noon).Passed);
    }

    [Theory]
    [InlineData("102", OutgoingInside.Extension)]
    [InlineData("450", OutgoingInside.Queue)]
    [InlineData("*45", OutgoingInside.Code)]
    [InlineData("*45450", OutgoingInside.Code)]
    [InlineData("*8", OutgoingInside.Code)]
    [InlineData("*4612", OutgoingInside.Code)]
    public void Ask_NumberOfOurs_NeverGoesOut(string dialled, OutgoingInside inside)
    {
        var answer = OutgoingTest.Ask(s_pbx, dialled, "101", s_noon);
        Assert.Equal(inside, answer.Inside);
        Assert.Null(answer.Route);
    }

    [Theory]
    [InlineData("74951234567", "79160000000", "one", "vip", "Extension 102")]
    [InlineData("74951234567", "79160000000", "two", "main", "Schedule office open, Queue 450")]
    [InlineData("+7 495 123-45-67", "", "", null, "")]
    [InlineData("74951234567", "", "", "main", "Schedule office open, Queue 450")]
    [InlineData("4951234567", "", "", null, "")]
    public void Ask_CallFromOutside_FollowsTheFirstRouteThatFits(string called, string caller, string trunk, string? route, string way)
    {
        var answer = IncomingTest.Ask(s_pbx, called, caller, trunk, s_noon);
        Assert.Equal(route, answer.Route?.Id);
        Assert.Equal(way, Way(answer));
    }

    [Fact]
    public void Ask_CallOutOfHours_FollowsTheBranchOfThatMoment()
    {
        Assert.Equal("Schedule office closed, Announcement closed, Extension 101", Way(IncomingTest.Ask(s_pbx, "74951234567", "", "", s_night)));
        Assert.Equal("Schedule office closed, Busy", Way(IncomingTest.Ask(s_pbx, "74951234567", "", "", s_noon.AddDays(1).Date.AddHours(8))));
        Assert.Equal(new DateTime(2026, 11, 27, 18, 0, 0), IncomingTest.Ask(s_pbx, "74951234567", "", "", s_noon).Way[0].Hours?.Until);
    }

    private static string Way(IncomingAnswer answer) =>
        string.Join(", ", answer.Way.Select(s => $"{s.To.Kind} {s.To.Target}{(s.Hours is { } hours ? hours.IsOpen ? " open" : " closed" : "")}".TrimEnd()));

    private static Trunk Trunk(string id) => new() { Id = id, Name = id, Host = id + ".example.com", User = "u" };
}
