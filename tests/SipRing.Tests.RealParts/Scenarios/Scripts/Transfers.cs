using SipRing.Phone;
using Xunit;

namespace SipRing.Tests.RealParts.Scenarios.Scripts;

/// <summary>Calls that go on somewhere else.</summary>
internal static class Transfers
{
    public static async Task BlindToAnExtension(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var target = await stage.DeskAsync();
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, queue, agent, caller);

        await time.At(4.5);
        var asked = target.RingAsync();
        Assert.Equal(202, await ring.TransferAsync(target.Number));
        var taken = await asked;
        await time.At(6);
        await taken.AnswerAsync();
        call.Heard.Forget();
        await time.At(8);
        Assert.InRange(call.Heard.Share(target.Hertz), 0.8, 1);
        await call.HangUpAsync();
        await Desk.EndAsync(taken);

        stage.Expect(Transferred(queue, agent, caller, talk: 3, target.Number));
    }

    public static async Task BlindToAnExtensionThatDeclines(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var target = await stage.DeskAsync();
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, queue, agent, caller);

        await time.At(3.5);
        var asked = target.RingAsync();
        Assert.Equal(202, await ring.TransferAsync(target.Number));
        (await asked).Decline();
        await Desk.EndAsync(call);

        stage.Expect(Transferred(queue, agent, caller, talk: 2, target.Number));
    }

    public static async Task BlindToAnotherQueue(Stage stage)
    {
        var one = await stage.QueueAsync();
        var two = await stage.QueueAsync();
        var agent = await stage.SeatAsync(one);
        var second = await stage.SeatAsync(two);
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, one, agent, caller);

        await time.At(4);
        Assert.Equal(202, await ring.TransferAsync(two));
        var taken = await second.RingAsync();
        await time.At(6.5);
        await taken.AnswerAsync();
        await time.At(9.5);
        await taken.HangUpAsync();
        await Desk.EndAsync(call);

        stage.Expect(Transferred(one, agent, caller, talk: 3, two) with { Call = "a" });
        stage.Expect(new ExpectedCall { Queue = two, Agent = second, Caller = caller, EnteredAt = 4, Wait = 2, Ring = 2, Talk = 3, Outcome = "answered", EndedBy = "agent", Call = "a" });
    }

    public static async Task BlindToAnotherQueueAndAbandoned(Stage stage)
    {
        var one = await stage.QueueAsync();
        var two = await stage.QueueAsync();
        var agent = await stage.SeatAsync(one);
        var second = await stage.SeatAsync(two);
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, one, agent, caller);

        await time.At(4);
        Assert.Equal(202, await ring.TransferAsync(two));
        var asked = await second.RingAsync();
        await time.At(7.5);
        await call.HangUpAsync();
        await Desk.EndAsync(asked);

        stage.Expect(Transferred(one, agent, caller, talk: 3, two) with { Call = "a" });
        stage.Expect(new ExpectedCall { Queue = two, Caller = caller, EnteredAt = 4, Wait = 3, Outcome = "abandoned", Call = "a" });
    }

    public static async Task BlindThroughTwoQueuesToAnExtension(Stage stage)
    {
        var one = await stage.QueueAsync();
        var two = await stage.QueueAsync();
        var agent = await stage.SeatAsync(one);
        var second = await stage.SeatAsync(two);
        var target = await stage.DeskAsync();
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, one, agent, caller);

        await time.At(4);
        Assert.Equal(202, await ring.TransferAsync(two));
        var taken = await second.RingAsync();
        await time.At(5.5);
        await taken.AnswerAsync();
        await time.At(8.5);
        var asked = target.RingAsync();
        Assert.Equal(202, await taken.TransferAsync(target.Number));
        var last = await asked;
        await last.AnswerAsync();
        await time.At(10.5);
        await last.HangUpAsync();
        await Desk.EndAsync(call);

        stage.Expect(Transferred(one, agent, caller, talk: 3, two) with { Call = "a" });
        stage.Expect(Transferred(two, second, caller, talk: 3, target.Number) with { Call = "a", EnteredAt = 4 });
    }

    public static async Task BlindBackToTheSameQueue(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, queue, agent, caller);

        await time.At(4);
        Assert.Equal(202, await ring.TransferAsync(queue));
        var again = await agent.RingAsync();
        await time.At(8);
        await again.AnswerAsync();
        await time.At(10);
        await call.HangUpAsync();
        await Desk.EndAsync(again);

        stage.Expect(Transferred(queue, agent, caller, talk: 3, queue) with { Call = "a" });
        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, EnteredAt = 4, Wait = 4, Ring = Desk.RangSeconds(again), Talk = 2, Outcome = "answered", EndedBy = "caller", Call = "a" });
    }

    public static async Task AttendedWithReplaces(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var target = await stage.DeskAsync();
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, queue, agent, caller);

        await time.At(3);
        var consultation = agent.Dial(target.Number);
        var taken = await target.RingAsync();
        await taken.AnswerAsync();
        Assert.True(await consultation.Answered);
        await time.At(6.5);
        Assert.Equal(200, await ring.TransferAsync(consultation));
        call.Heard.Forget();
        await time.At(8.5);
        Assert.InRange(call.Heard.Share(target.Hertz), 0.8, 1);
        await taken.HangUpAsync();
        await Desk.EndAsync(call);

        stage.Expect(Transferred(queue, agent, caller, talk: 5, target.Number));
    }

    public static async Task AttendedByFeatureCode(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var target = await stage.DeskAsync();
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, queue, agent, caller);

        await time.At(3);
        ring.Heard.Forget();
        await ring.SendDigitsAsync("*2");
        // Asterisk asks for the number with a word and a dial tone.
        await time.At(5);
        await ring.SendDigitsAsync(target.Number);
        var taken = await target.RingAsync();
        await taken.AnswerAsync();
        await time.At(12.5);
        await ring.HangUpAsync();
        call.Heard.Forget();
        await time.At(14.5);
        Assert.InRange(call.Heard.Share(target.Hertz), 0.8, 1);
        await call.HangUpAsync();
        await Desk.EndAsync(taken);

        stage.Expect(Transferred(queue, agent, caller, talk: 11, target.Number));
    }

    public static async Task ConsultationWithoutTransfer(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var colleague = await stage.DeskAsync();
        var caller = await stage.DeskAsync();
        var (time, call, ring) = await AnsweredAsync(stage, queue, agent, caller);

        await time.At(3);
        Assert.Equal(200, await ring.HoldAsync());
        var consultation = agent.Dial(colleague.Number);
        await (await colleague.RingAsync()).AnswerAsync();
        await time.At(5.5);
        await consultation.HangUpAsync();
        Assert.Equal(200, await ring.ResumeAsync());
        await time.At(8.5);
        await ring.HangUpAsync();
        await Desk.EndAsync(call);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, Wait = 1, Ring = 1, Talk = 7, Outcome = "answered", EndedBy = "agent" });
    }

    private static async Task<(Timeline Time, PhoneCall Call, PhoneCall Ring)> AnsweredAsync(Stage stage, string queue, Seat agent, Desk caller)
    {
        var time = await stage.CurtainAsync();
        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        return (time, call, ring);
    }

    private static ExpectedCall Transferred(string queue, Seat agent, Desk caller, int talk, string target) =>
        new() { Queue = queue, Agent = agent, Caller = caller, Wait = 1, Ring = 1, Talk = talk, Outcome = "answered", EndedBy = "transfer", TransferredTo = target };
}
