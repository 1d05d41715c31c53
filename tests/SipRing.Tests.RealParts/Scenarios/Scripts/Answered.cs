using SipRing.Phone;
using SipRing.Testing.Server;
using Xunit;

namespace SipRing.Tests.RealParts.Scenarios.Scripts;

/// <summary>Calls that somebody takes.</summary>
internal static class Answered
{
    public static async Task CallerEnds(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(2.5);
        await ring.AnswerAsync();
        await time.At(4);
        Assert.InRange(ring.Heard.Share(caller.Hertz), 0.9, 1);
        call.Heard.Forget();
        await time.At(5.5);
        Assert.InRange(call.Heard.Share(agent.Hertz), 0.9, 1);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, Wait = 2, Ring = 2, Talk = 3, Outcome = "answered", EndedBy = "caller" });
    }

    public static async Task AgentEnds(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        await time.At(5.5);
        await ring.HangUpAsync();
        await Desk.EndAsync(call);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, Wait = 1, Ring = 1, Talk = 4, Outcome = "answered", EndedBy = "agent" });
    }

    public static async Task AtTheFirstRing(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await ring.AnswerAsync();
        await time.At(2.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, Wait = 0, Ring = 0, Talk = 2, Outcome = "answered", EndedBy = "caller" });
    }

    public static async Task AfterLongRinging(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(10.5);
        await ring.AnswerAsync();
        await time.At(18.5);
        await ring.HangUpAsync();
        await Desk.EndAsync(call);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, Wait = 10, Ring = 10, Talk = 8, Outcome = "answered", EndedBy = "agent" });
    }

    public static async Task AfterHold(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        await time.At(3);
        Assert.Equal(200, await ring.HoldAsync());
        await time.At(5);
        Assert.Equal(200, await ring.ResumeAsync());
        await time.At(7.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, Wait = 1, Ring = 1, Talk = 6, Outcome = "answered", EndedBy = "caller" });
    }

    public static async Task AfterAnotherDidNotAnswer(Stage stage)
    {
        var queue = await stage.QueueAsync(new() { Name = "Короткий звонок", RingSeconds = 3 });
        var one = await stage.SeatAsync(queue);
        var two = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        // The first rings for three seconds, the second from 4 on.
        var call = caller.Dial(queue);
        var (_, second, secondRing) = await FirstToRingAsync(one, two);
        var ring = await secondRing;
        await time.At(6.5);
        await ring.AnswerAsync();
        await time.At(9.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = second, Caller = caller, Wait = 6, Ring = 2, Talk = 3, Outcome = "answered", EndedBy = "caller" });
    }

    public static async Task AfterAnotherDeclined(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var one = await stage.SeatAsync(queue);
        var two = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var (declined, second, secondRing) = await FirstToRingAsync(one, two);
        await time.At(1);
        declined.Decline();
        var ring = await secondRing;
        await time.At(5.5);
        await ring.AnswerAsync();
        await time.At(7.5);
        await ring.HangUpAsync();
        await Desk.EndAsync(call);

        // Asterisk asks the other at once: the phone rings from 1 on.
        stage.Expect(new ExpectedCall { Queue = queue, Agent = second, Caller = caller, Wait = 5, Ring = 4, Talk = 2, Outcome = "answered", EndedBy = "agent" });
    }

    public static async Task AtTheSecondRingOfTheSame(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var declined = await agent.RingAsync();
        await time.At(1.5);
        declined.Decline();
        var ring = await agent.RingAsync();
        // It rings again after the second of retry, from 2.5 on.
        await time.At(5);
        await ring.AnswerAsync();
        await time.At(8);
        await ring.HangUpAsync();
        await Desk.EndAsync(call);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, Wait = 5, Ring = 2, Talk = 3, Outcome = "answered", EndedBy = "agent" });
    }

    public static async Task ByOneOfThoseWhoAllRing(Stage stage)
    {
        var queue = await stage.QueueAsync(new() { Name = "Всем сразу", Strategy = "ringall" });
        var one = await stage.SeatAsync(queue);
        var two = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var ringOne = await one.RingAsync();
        var ringTwo = await two.RingAsync();
        await time.At(2.5);
        await ringTwo.AnswerAsync();
        Assert.False((await Desk.EndAsync(ringOne)).WasAnswered);
        await time.At(4.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ringTwo);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = two, Caller = caller, Wait = 2, Ring = 2, Talk = 2, Outcome = "answered", EndedBy = "caller" });
    }

    public static async Task AfterTheAgentsOwnCall(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var colleague = await stage.DeskAsync();
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var own = agent.Dial(colleague.Number);
        await (await colleague.RingAsync()).AnswerAsync();
        await time.At(2);
        var call = caller.Dial(queue);
        await time.At(4.5);
        await own.HangUpAsync();
        var ring = await agent.RingAsync();
        await time.At(8.5);
        await ring.AnswerAsync();
        await time.At(10.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);

        // Asterisk looks once a second after the entry whether somebody is free again: the phone rings from 5.2 on.
        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, EnteredAt = 2, Wait = 6, Ring = 3, Talk = 2, Outcome = "answered", EndedBy = "caller" });
    }

    /// <summary>Whom Asterisk asks first is its own affair.</summary>
    private static async Task<(PhoneCall First, Seat Second, Task<PhoneCall> SecondRing)> FirstToRingAsync(Seat one, Seat two)
    {
        var ringOne = one.RingAsync();
        var ringTwo = two.RingAsync();
        return await Task.WhenAny(ringOne, ringTwo) == ringOne ? (await ringOne, two, ringTwo) : (await ringTwo, one, ringOne);
    }
}
