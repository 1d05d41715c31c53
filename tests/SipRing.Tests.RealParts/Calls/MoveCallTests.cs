using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Calls;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.RealParts.Calls;

/// <summary>I5: a supervisor ends and moves calls of others, and callers who still wait.</summary>
[Collection("calls")]
public sealed class MoveCallTests(CallScene scene)
{
    [Fact]
    public async Task HangUp_CallInTalk_EndsForBoth()
    {
        await using var talk = await scene.TalkAsync();

        Assert.True((await scene.Pbx.Get<HangUpCall>().HandleAsync(CallScene.Chief, talk.CallId, default)).Succeeded);

        await talk.Caller.Ended.WaitAsync(CallScene.Limit);
        await talk.Answered.Ended.WaitAsync(CallScene.Limit);
        Assert.Equal("call-gone", (await scene.Pbx.Get<HangUpCall>().HandleAsync(CallScene.Chief, talk.CallId, default)).Refusal?.Id);
    }

    [Fact]
    public async Task Transfer_CallInTalk_TheCallerGoesOnWithTheOtherAndTheQueueLogSaysTransfer()
    {
        await using var talk = await scene.TalkAsync();

        var result = await scene.Pbx.Get<TransferCall>().HandleAsync(CallScene.Chief, new(talk.CallId, "502", "501"), default);

        Assert.True(result.Succeeded, result.Refusal?.Message);
        var other = await CallScene.RingAsync(scene.ColleaguePhone);
        await other.AnswerAsync();
        await talk.Answered.Ended.WaitAsync(CallScene.Limit);
        await CallScene.HearsAsync("they hear each other", (other, [CallScene.Caller]), (talk.Caller, [CallScene.Colleague]));
        await talk.Caller.HangUpAsync();
        await QueueLogHasAsync($"{talk.CallId}|450|Anna|BLINDTRANSFER|502|");
    }

    [Fact]
    public async Task Transfer_CallerWaits_IsTakenOutOfTheQueueAndMeetsTheOther()
    {
        var (caller, callId) = await scene.WaitingAsync("451");

        var result = await scene.Pbx.Get<TransferCall>().HandleAsync(CallScene.Chief, new(callId, "502"), default);

        Assert.True(result.Succeeded, result.Refusal?.Message);
        var other = await CallScene.RingAsync(scene.ColleaguePhone);
        await other.AnswerAsync();
        await CallScene.HearsAsync("they hear each other", (other, [CallScene.Caller]), (caller, [CallScene.Colleague]));
        await caller.HangUpAsync();
        await QueueLogHasAsync($"{callId}|451|NONE|WITHDRAW|");
    }

    [Fact]
    public async Task Transfer_CallerWaits_ToAnotherQueue_RingsItsOperator()
    {
        var (caller, callId) = await scene.WaitingAsync("451");

        Assert.True((await scene.Pbx.Get<TransferCall>().HandleAsync(CallScene.Chief, new(callId, "450"), default)).Succeeded);

        var answered = await CallScene.RingAsync(scene.AgentPhone);
        await answered.AnswerAsync();
        await CallScene.HearsAsync("they hear each other", (answered, [CallScene.Caller]), (caller, [CallScene.Agent]));
        await caller.HangUpAsync();
        await answered.Ended.WaitAsync(CallScene.Limit);
    }

    [Theory]
    [InlineData("599", "target-unknown")]
    [InlineData("*45450", "target-invalid")]
    [InlineData("", "target-invalid")]
    [InlineData("502,1)\r\nAction: Hangup", "target-invalid")]
    [InlineData("${EXTEN}", "target-invalid")]
    public async Task Transfer_TargetThatCannotBe_IsRefusedAndTheCallGoesOn(string target, string refusal)
    {
        var (caller, callId) = await scene.WaitingAsync("451");

        var result = await scene.Pbx.Get<TransferCall>().HandleAsync(CallScene.Chief, new(callId, target), default);

        Assert.Equal(refusal, result.Refusal?.Id);
        Assert.False(caller.Ended.IsCompleted);
        await caller.HangUpAsync();
    }

    [Fact]
    public async Task Acts_WithoutTheRight_AreRefused()
    {
        var (caller, callId) = await scene.WaitingAsync("451");
        var nobody = new Actor(ActorKind.User, "anna", Role.Operator);

        Assert.Equal("forbidden", (await scene.Pbx.Get<HangUpCall>().HandleAsync(nobody, callId, default)).Refusal?.Id);
        Assert.Equal("forbidden", (await scene.Pbx.Get<TransferCall>().HandleAsync(nobody, new(callId, "502"), default)).Refusal?.Id);
        Assert.Equal("forbidden", (await scene.Pbx.Get<LogOutEverywhere>().HandleAsync(nobody, scene.AgentId, default)).Refusal?.Id);
        Assert.False(caller.Ended.IsCompleted);
        await caller.HangUpAsync();
    }

    private Task QueueLogHasAsync(string part) => Until.TrueAsync($"queue_log has {part}", CallScene.Limit, async () =>
        (await File.ReadAllTextAsync(scene.Pbx.Home.QueueLog)).Contains(part, StringComparison.Ordinal));
}
