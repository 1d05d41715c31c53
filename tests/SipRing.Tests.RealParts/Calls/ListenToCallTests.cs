using SipRing.CallCenter.Access;
using SipRing.CallCenter.Calls;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.RealParts.Calls;

/// <summary>I5: the supervisor's own phone joins a call; who hears whom is told by tones.</summary>
[Collection("calls")]
public sealed class ListenToCallTests(CallScene scene)
{
    [Fact]
    public async Task Listen_SupervisorPicksUp_HearsBothSidesAndIsHeardByNobody()
    {
        await using var talk = await scene.TalkAsync();
        var own = await scene.JoinAsync(talk, ListenMode.Listen);

        await CallScene.HearsAsync("the supervisor hears both", (own, [CallScene.Caller, CallScene.Agent]), (talk.Answered, [CallScene.Caller]), (talk.Caller, [CallScene.Agent]));
        await talk.EndAsync();
        await own.Ended.WaitAsync(CallScene.Limit);
    }

    [Fact]
    public async Task Whisper_SupervisorSpeaks_TheOperatorHearsItAndTheCallerDoesNot()
    {
        await using var talk = await scene.TalkAsync();
        var own = await scene.JoinAsync(talk, ListenMode.Whisper);

        await CallScene.HearsAsync("only the operator hears the supervisor",
            (talk.Answered, [CallScene.Caller, CallScene.Supervisor]), (talk.Caller, [CallScene.Agent]), (own, [CallScene.Caller, CallScene.Agent]));
        Assert.True(talk.Caller.Heard.Share(CallScene.Supervisor) < 0.01, "the caller hears nothing of it");
        await talk.EndAsync();
        await own.Ended.WaitAsync(CallScene.Limit);
    }

    [Fact]
    public async Task Barge_SupervisorSpeaks_BothHearHim()
    {
        await using var talk = await scene.TalkAsync();
        var own = await scene.JoinAsync(talk, ListenMode.Barge);

        await CallScene.HearsAsync("both hear the supervisor",
            (talk.Answered, [CallScene.Caller, CallScene.Supervisor]), (talk.Caller, [CallScene.Agent, CallScene.Supervisor]), (own, [CallScene.Caller, CallScene.Agent]));
        await own.HangUpAsync();
        await CallScene.HearsAsync("the call goes on without him", (talk.Answered, [CallScene.Caller]), (talk.Caller, [CallScene.Agent]));
    }

    [Fact]
    public async Task Listen_OperatorTransfersTheCaller_EndsAndMeetsNoOtherCallOfThatPhone()
    {
        await using var talk = await scene.TalkAsync();
        var own = await scene.JoinAsync(talk, ListenMode.Listen);
        await CallScene.HearsAsync("the supervisor hears both", (own, [CallScene.Caller, CallScene.Agent]));

        await talk.Answered.TransferAsync("502");
        var other = await CallScene.RingAsync(scene.ColleaguePhone);
        await other.AnswerAsync();
        await CallScene.HearsAsync("the colleague has the caller", (other, [CallScene.Caller]), (talk.Caller, [CallScene.Colleague]));
        await own.Ended.WaitAsync(CallScene.Limit);

        // The operator's next call is another one: nobody listens to it.
        await using (await scene.TalkAsync())
            Assert.Empty(scene.SupervisorPhone.Calls);
        await talk.Caller.HangUpAsync();
        await other.Ended.WaitAsync(CallScene.Limit);
    }

    [Fact]
    public async Task Listen_OperatorConsultsAndTransfers_HearsNothingOfItAndEnds()
    {
        await using var talk = await scene.TalkAsync();
        var own = await scene.JoinAsync(talk, ListenMode.Listen);
        await CallScene.HearsAsync("the supervisor hears both", (own, [CallScene.Caller, CallScene.Agent]));

        await talk.Answered.HoldAsync();
        var consultation = scene.AgentPhone.Dial("502");
        var other = await CallScene.RingAsync(scene.ColleaguePhone);
        await other.AnswerAsync();
        await CallScene.HearsAsync("operator and colleague talk", (other, [CallScene.Agent]), (consultation, [CallScene.Colleague]));
        own.Heard.Forget();
        await Until.TrueAsync("a second has passed", CallScene.Limit, () => consultation.Heard.Length > TimeSpan.FromSeconds(3));
        Assert.True(own.Heard.Rms() < 0.01 || own.Heard.Share(CallScene.Colleague) < 0.05, "the consultation is another call");
        Assert.Equal(200, await talk.Answered.TransferAsync(consultation));

        await CallScene.HearsAsync("the colleague has the caller", (other, [CallScene.Caller]), (talk.Caller, [CallScene.Colleague]));
        await own.Ended.WaitAsync(CallScene.Limit);
        await talk.Caller.HangUpAsync();
        await other.Ended.WaitAsync(CallScene.Limit);
    }

    [Fact]
    public async Task Listen_StarPressed_EndsInsteadOfGoingOnToANeighbour()
    {
        await using var talk = await scene.TalkAsync();
        var own = await scene.JoinAsync(talk, ListenMode.Listen);
        await CallScene.HearsAsync("the supervisor hears both", (own, [CallScene.Caller, CallScene.Agent]));

        await own.SendDigitsAsync("*");

        await own.Ended.WaitAsync(CallScene.Limit);
    }

    [Fact]
    public async Task Listen_OwnPhoneDeclines_IsSaid()
    {
        await using var talk = await scene.TalkAsync();
        var ringing = await scene.Pbx.Get<ListenToCall>().HandleAsync(CallScene.Chief, new(talk.CallId, "506", ListenMode.Listen), default);
        (await CallScene.RingAsync(scene.SupervisorPhone)).Decline();

        Assert.Equal("own-phone-failed", (await ringing.Value!.Answered.WaitAsync(CallScene.Limit))?.Id);
    }

    [Fact]
    public async Task Listen_RefusedBeforeAnyPhoneRings()
    {
        await using var talk = await scene.TalkAsync();
        var listen = scene.Pbx.Get<ListenToCall>();
        var nobody = new Actor(ActorKind.User, "anna", Role.Operator);

        Assert.Equal("forbidden", (await listen.HandleAsync(nobody, new(talk.CallId, "506", ListenMode.Listen), default)).Refusal?.Id);
        Assert.Equal("own-phone-missing", (await listen.HandleAsync(CallScene.Chief, new(talk.CallId, "", ListenMode.Listen), default)).Refusal?.Id);
        Assert.Equal("extension-unknown", (await listen.HandleAsync(CallScene.Chief, new(talk.CallId, "599", ListenMode.Listen), default)).Refusal?.Id);
        Assert.Equal("own-phone-in-call", (await listen.HandleAsync(CallScene.Chief, new(talk.CallId, "501", ListenMode.Listen), default)).Refusal?.Id);
        Assert.Equal("call-gone", (await listen.HandleAsync(CallScene.Chief, new("1795466901.0", "506", ListenMode.Listen), default)).Refusal?.Id);
        Assert.Empty(scene.SupervisorPhone.Calls);
    }
}
