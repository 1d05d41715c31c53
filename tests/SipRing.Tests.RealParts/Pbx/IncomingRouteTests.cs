using System.Collections.Immutable;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.Phone;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

/// <summary>Calls of a provider through a real Asterisk to where the routes say.</summary>
public sealed class IncomingRouteTests
{
    [Fact]
    public async Task Call_FromATrunk_GoesWhereTheFirstRouteThatFitsSays()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.IncomingAsync(new() { Id = "rest", Name = "Rest", Destination = Destination.Busy });
        await stage.IncomingAsync(new() { Id = "vip", Name = "Vip", Number = "7495123XXXX", Caller = "7916!", NamePrefix = "VIP", Destination = Destination.Extension("502") });
        await stage.IncomingAsync(new() { Id = "all", Name = "All", Number = "7495123XXXX", Trunk = "one", Destination = Destination.Extension("501") });
        await using var phone501 = await stage.PhoneAsync("501");
        await using var phone502 = await stage.PhoneAsync("502");

        var vip = provider.Dial("74951234567", new() { From = "79161112233", FromName = "${EXEC(x)},'$[1]" });
        var ring = await phone502.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        Assert.Equal(("79161112233", "VIP ${EXEC(x)},'$[1]"), (ring.Peer, ring.PeerName));
        await vip.HangUpAsync();

        var other = provider.Dial("74951234567", new() { From = "78120000000" });
        Assert.Equal("78120000000", (await phone501.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit)).Peer);
        await other.HangUpAsync();

        Assert.Equal(486, (await provider.Dial("74990000000").Ended.WaitAsync(RoutesStage.Limit)).Status);
    }

    [Fact]
    public async Task Call_OfANumberWithoutRoute_IsRefusedAndReachesNothingOfOurs()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.OutgoingAsync(new() { Id = "out", Name = "Out", Rules = [new("X.")], Trunks = ["one"] });

        foreach (var number in (string[])["501", "450", "*45450", "89161234567"])
            Assert.Equal(404, (await provider.Dial(number).Ended.WaitAsync(RoutesStage.Limit)).Status);
    }

    [Fact]
    public async Task Call_WhoClaimsToBeATrunkFromElsewhere_IsAskedForASecret()
    {
        await using var stage = await RoutesStage.StartAsync();
        await stage.TrunkAsync("one", stage.Provider("127.0.0.5"));
        await stage.IncomingAsync(new() { Id = "all", Name = "All", Destination = Destination.Extension("501") });

        var stranger = stage.Provider("127.0.0.6");

        Assert.Equal(401, (await stranger.Dial("74951234567", new() { From = "trunk-one" }).Ended.WaitAsync(RoutesStage.Limit)).Status);
    }

    [Fact]
    public async Task Call_ToAMenu_FollowsTheKey()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.SoundAsync("greeting", 900, 4);
        RoutesStage.Done(await stage.Pbx.Get<SaveMenu>().HandleAsync(
            RoutesStage.Admin,
            new() { Id = "main", Name = "Main", Greeting = "greeting", Keys = [new("1", Destination.Extension("501")), new("*", Destination.Busy)], NoKey = Destination.HangUp },
            CancellationToken.None));
        await stage.IncomingAsync(new() { Id = "all", Name = "All", Destination = Destination.Menu("main") });
        await using var phone = await stage.PhoneAsync("501");

        var call = provider.Dial("74951234567");
        Assert.True(await call.Answered.WaitAsync(RoutesStage.Limit));
        await Until.TrueAsync("the caller hears the greeting", RoutesStage.Limit, () => call.Heard.Length > TimeSpan.FromSeconds(1) && call.Heard.Share(900) > 0.8);
        await call.SendDigitsAsync("1");

        var ring = await phone.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        Assert.Equal("74950000000", ring.Peer);
    }

    [Fact]
    public async Task Call_OutOfHours_HearsTheAnnouncementOfClosed()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.SoundAsync("closed", 1300);
        var hours = new Schedule { Id = "hours", Name = "Hours", Open = Destination.Extension("501"), Closed = Destination.Announcement("closed") };
        RoutesStage.Done(await stage.Pbx.Get<SaveSchedule>().HandleAsync(RoutesStage.Admin, hours, CancellationToken.None));
        await stage.IncomingAsync(new() { Id = "all", Name = "All", Destination = Destination.Schedule("hours") });
        await using var phone = await stage.PhoneAsync("501");

        var late = provider.Dial("74951234567");
        await Until.TrueAsync("the caller hears the announcement", RoutesStage.Limit, () => late.Heard.Length > TimeSpan.FromSeconds(0.5) && late.Heard.Share(1300) > 0.7);
        Assert.Equal(CallSide.Remote, (await late.Ended.WaitAsync(RoutesStage.Limit)).By);

        var week = Enum.GetValues<DayOfWeek>().Select(d => new WeekHours(d, TimeOnly.MinValue, TimeOnly.MinValue)).ToImmutableArray();
        RoutesStage.Done(await stage.Pbx.Get<SaveSchedule>().HandleAsync(RoutesStage.Admin, hours with { Week = week }, CancellationToken.None));
        var inTime = provider.Dial("74951234567");
        await phone.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        await inTime.HangUpAsync();
    }
}
