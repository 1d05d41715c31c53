using SipRing.CallCenter.Access;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.Phone;
using SipRing.Tests.RealParts.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Calls;

/// <summary>Call by click: the own phone rings, then the other one, and both talk.</summary>
[Collection("calls")]
public sealed class PlaceCallTests(CallScene scene)
{
    [Fact]
    public async Task Place_OwnPhonePickedUp_TheOtherRingsAndBothHearEachOther()
    {
        var placed = RoutesStage.Done(await scene.Pbx.Get<PlaceCall>().HandleAsync(CallScene.Chief, new("502", "506"), default));
        var own = await CallScene.RingAsync(scene.SupervisorPhone);
        Assert.Equal("502", own.Peer);
        Assert.Empty(scene.ColleaguePhone.Calls);
        Assert.True(await own.AnswerAsync());
        var other = await CallScene.RingAsync(scene.ColleaguePhone);
        Assert.Equal(("506", "Phone 506"), (other.Peer, other.PeerName));
        Assert.Null(await placed.OwnAnswered.WaitAsync(CallScene.Limit));
        Assert.False(placed.Reached.IsCompleted);
        Assert.True(await other.AnswerAsync());

        await CallScene.HearsAsync("both hear each other", (own, [CallScene.Colleague]), (other, [CallScene.Supervisor]));
        Assert.Null(await placed.Reached.WaitAsync(CallScene.Limit));
        await own.HangUpAsync();
        await other.Ended.WaitAsync(CallScene.Limit);
    }

    [Fact]
    public async Task Place_OtherDeclines_TheOutcomeIsSaid()
    {
        var placed = RoutesStage.Done(await scene.Pbx.Get<PlaceCall>().HandleAsync(CallScene.Chief, new("502", "506"), default));
        var own = await CallScene.RingAsync(scene.SupervisorPhone);
        Assert.True(await own.AnswerAsync());
        (await CallScene.RingAsync(scene.ColleaguePhone)).Decline();

        Assert.Equal("call-busy", (await placed.Reached.WaitAsync(CallScene.Limit))?.Id);
        await own.Ended.WaitAsync(CallScene.Limit);
    }

    [Fact]
    public async Task Place_OwnPhoneDeclines_NobodyElseRings()
    {
        var placed = RoutesStage.Done(await scene.Pbx.Get<PlaceCall>().HandleAsync(CallScene.Chief, new("502", "506"), default));
        (await CallScene.RingAsync(scene.SupervisorPhone)).Decline();

        Assert.Equal("own-phone-failed", (await placed.OwnAnswered.WaitAsync(CallScene.Limit))?.Id);
        Assert.Equal("own-phone-failed", (await placed.Reached.WaitAsync(CallScene.Limit))?.Id);
        Assert.Empty(scene.ColleaguePhone.Calls);
    }

    [Fact]
    public async Task Place_RefusedBeforeAnyPhoneRings()
    {
        var place = scene.Pbx.Get<PlaceCall>();

        Assert.Equal("forbidden", (await place.HandleAsync(new(ActorKind.User, "x", null), new("502", "506"), default)).Refusal?.Id);
        Assert.Equal("own-phone-missing", (await place.HandleAsync(CallScene.Chief, new("502", ""), default)).Refusal?.Id);
        Assert.Equal("extension-unknown", (await place.HandleAsync(CallScene.Chief, new("502", "599"), default)).Refusal?.Id);
        Assert.Equal("call-own-phone", (await place.HandleAsync(CallScene.Chief, new("506", "506"), default)).Refusal?.Id);
        Assert.Equal("number-undialable", (await place.HandleAsync(CallScene.Chief, new("89161234567", "506"), default)).Refusal?.Id);
        foreach (var number in (string[])["502,60,g", "502\r\nApplication: System", "${SHELL(id)}", "502&PJSIP/501", ""])
            Assert.Equal("dial-number-invalid", (await place.HandleAsync(CallScene.Chief, new(number, "506"), default)).Refusal?.Id);
        Assert.Empty(scene.SupervisorPhone.Calls);
    }
}

/// <summary>Calls by click go out by the routes, with the rights of the phone that rang.</summary>
public sealed class PlaceOutsideCallTests
{
    [Fact]
    public async Task Place_OutsideNumber_GoesByTheRoutesOfThePhone()
    {
        await using var stage = await RoutesStage.StartAsync();
        var provider = stage.Provider("127.0.0.5");
        await stage.TrunkAsync("one", provider);
        await stage.OutgoingAsync(new() { Id = "mobile", Name = "Mobile", Rules = [new("+79XXXXXXXXX", 2, "8")], Trunks = ["one"], Extensions = ["502"] });
        var (forbidden, allowed) = (await stage.PhoneAsync("501"), await stage.PhoneAsync("502"));
        var place = stage.Pbx.Get<PlaceCall>();

        var placed = RoutesStage.Done(await place.HandleAsync(CallScene.Chief, new("+7 (916) 123-45-67", "502"), default));
        Assert.True(await (await CallScene.RingAsync(allowed)).AnswerAsync());
        var outside = await provider.NextCallAsync(default).WaitAsync(CallScene.Limit);
        Assert.Equal("89161234567", outside.Dialled);
        Assert.True(await outside.AnswerAsync());
        Assert.Null(await placed.Reached.WaitAsync(CallScene.Limit));
        await outside.HangUpAsync();

        var refused = RoutesStage.Done(await place.HandleAsync(CallScene.Chief, new("+79161234567", "501"), default));
        // The answer may be over before it is acknowledged: there is nobody to talk to.
        await (await CallScene.RingAsync(forbidden)).AnswerAsync();
        Assert.Equal("call-not-allowed", (await refused.Reached.WaitAsync(CallScene.Limit))?.Id);
        Assert.Empty(provider.Calls);
    }
}
