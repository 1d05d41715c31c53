using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

/// <summary>Calls of our phones through a real Asterisk out to a provider.</summary>
public sealed class OutgoingRouteTests
{
    [Fact]
    public async Task Call_ByPattern_GoesOutChangedWithTheNumberOfTheRoute()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider, t => t with { CallerId = "74951110000" });
        await stage.OutgoingAsync(new() { Id = "city", Name = "City", Rules = [new("8X!", 1, "+7"), new("9NXXXXXXXXX")], Trunks = ["one"] });
        var phone = await stage.PhoneAsync("501");

        var call = phone.Dial("89161234567");
        var ring = await provider.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        Assert.Equal(("+79161234567", "74951110000", ""), (ring.Dialled, ring.Peer, ring.PeerName));
        Assert.True(await ring.AnswerAsync());
        Assert.True(await call.Answered.WaitAsync(RoutesStage.Limit));
        await call.HangUpAsync();

        Assert.Equal(404, (await phone.Dial("5555").Ended.WaitAsync(RoutesStage.Limit)).Status);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    public async Task Call_FirstTrunkDoesNotTakeIt_GoesByTheSecond(int status)
    {
        await using var stage = await RoutesStage.StartAsync();
        var (first, second) = (stage.Provider("127.0.0.5"), stage.Provider("127.0.0.6"));
        await stage.TrunkAsync("one", first);
        await stage.TrunkAsync("two", second);
        await stage.OutgoingAsync(new() { Id = "city", Name = "City", Rules = [new("X.")], Trunks = ["one", "two"] });
        var phone = await stage.PhoneAsync("501");

        phone.Dial("89161234567");
        (await first.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit)).Decline(status);

        Assert.Equal("89161234567", (await second.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit)).Dialled);
    }

    [Theory]
    [InlineData(486, 486)]
    [InlineData(404, 404)]
    public async Task Call_OtherSideIsBusyOrUnknown_NoOtherTrunkIsTried(int status, int told)
    {
        await using var stage = await RoutesStage.StartAsync();
        var (first, second) = (stage.Provider("127.0.0.5"), stage.Provider("127.0.0.6"));
        await stage.TrunkAsync("one", first);
        await stage.TrunkAsync("two", second);
        await stage.OutgoingAsync(new() { Id = "city", Name = "City", Rules = [new("X.")], Trunks = ["one", "two"] });
        var phone = await stage.PhoneAsync("501");

        var call = phone.Dial("89161234567");
        (await first.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit)).Decline(status);

        Assert.Equal(told, (await call.Ended.WaitAsync(RoutesStage.Limit)).Status);
        Assert.Empty(second.Calls);
    }

    [Fact]
    public async Task Call_ByAnExtensionThatMayNot_IsRefused()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.OutgoingAsync(new() { Id = "abroad", Name = "Abroad", Rules = [new("810.")], Trunks = ["one"], Extensions = ["502"] });
        await stage.OutgoingAsync(new() { Id = "dear", Name = "Dear", Rules = [new("8809XXXXXXX")] });
        var (forbidden, allowed) = (await stage.PhoneAsync("501"), await stage.PhoneAsync("502"));

        Assert.Equal(403, (await forbidden.Dial("810441234567").Ended.WaitAsync(RoutesStage.Limit)).Status);
        Assert.Equal(403, (await allowed.Dial("88091234567").Ended.WaitAsync(RoutesStage.Limit)).Status);
        allowed.Dial("810441234567");
        Assert.Equal("810441234567", (await provider.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit)).Dialled);
    }

    [Fact]
    public async Task Call_NumberWithSignsOfTheDialplan_HarmsNothing()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.OutgoingAsync(new() { Id = "all", Name = "All", Rules = [new("X.")], Trunks = ["one"] });
        var phone = await stage.PhoneAsync("501");

        phone.Dial("12${SHELL(id)},60,g&PJSIP/502");

        var ring = await provider.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        Assert.Matches("^[0-9]+$", ring.Dialled);
    }

    [Fact]
    public async Task Call_TrunkIsFull_GoesByTheNext()
    {
        await using var stage = await RoutesStage.StartAsync();
        var (first, second) = (stage.Provider("127.0.0.5"), stage.Provider("127.0.0.6"));
        await stage.TrunkAsync("one", first, t => t with { MaxChannels = 1 });
        await stage.TrunkAsync("two", second);
        await stage.OutgoingAsync(new() { Id = "city", Name = "City", Rules = [new("X.")], Trunks = ["one", "two"] });
        var phone = await stage.PhoneAsync("501");

        phone.Dial("89161111111");
        await first.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        phone.Dial("89162222222");

        Assert.Equal("89162222222", (await second.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit)).Dialled);
    }

    [Fact]
    public async Task Registration_AtAnotherAsterisk_StandsAndTakesCalls()
    {
        await using var provider = await OwnAsteriskFixture.StartAsync(["700", "701"], []);
        await using var stage = await RoutesStage.StartAsync();
        var trunk = RoutesStage.Done(await stage.Pbx.Get<SaveTrunk>().HandleAsync(
            RoutesStage.Admin,
            new() { Id = "reg", Name = "Reg", Host = "127.0.0.1", Port = provider.Settings.Sip.Port, User = "700", QualifySeconds = 0 },
            OwnAsteriskFixture.Secret("700"),
            CancellationToken.None)).Item;
        await stage.IncomingAsync(new() { Id = "all", Name = "All", Trunk = "reg", Destination = Destination.Extension("501") });
        var phone = await stage.PhoneAsync("501");
        var states = stage.Pbx.Get<TrunkStates>();
        await Until.TrueAsync("we are registered", RoutesStage.Limit, async () => (await states.ReadAsync([trunk], CancellationToken.None))["reg"].Condition == TrunkCondition.Up);

        await using var outside = new SipPhone(new() { Server = provider.Settings.Sip, User = "701", Secret = OwnAsteriskFixture.Secret("701") });
        await outside.RegisterAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit);
        outside.Dial("700");

        Assert.Equal("701", (await phone.NextCallAsync(CancellationToken.None).WaitAsync(RoutesStage.Limit)).Peer);
    }
}
