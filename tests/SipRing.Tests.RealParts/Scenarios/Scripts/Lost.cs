using SipRing.Testing.Server;

namespace SipRing.Tests.RealParts.Scenarios.Scripts;

/// <summary>Calls that nobody takes.</summary>
internal static class Lost
{
    public static async Task AbandonedWhileRinging(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(3.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);

        stage.Expect(new ExpectedCall { Queue = queue, Caller = caller, Wait = 3, Outcome = "abandoned" });
    }

    public static async Task AbandonedAtOnce(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();

        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await call.HangUpAsync();
        await Desk.EndAsync(ring);

        stage.Expect(new ExpectedCall { Queue = queue, Caller = caller, Wait = 0, Outcome = "abandoned" });
    }

    public static async Task AbandonedBehindABusyAgent(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var first = await stage.DeskAsync();
        var second = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var talking = first.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        await time.At(3);
        var waiting = await second.ReachAsync(queue);
        await time.At(7.5);
        await waiting.HangUpAsync();
        await time.At(9.5);
        await talking.HangUpAsync();
        await Desk.EndAsync(ring);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = first, Wait = 1, Ring = 1, Talk = 8, Outcome = "answered", EndedBy = "caller" });
        stage.Expect(new ExpectedCall { Queue = queue, Caller = second, EnteredAt = 3, Wait = 4, Outcome = "abandoned" });
    }

    public static async Task AbandonedAfterTwoDidNotAnswer(Stage stage)
    {
        var queue = await stage.QueueAsync(new() { Name = "Короткий звонок", RingSeconds = 2 });
        await stage.SeatAsync(queue);
        await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = await caller.ReachAsync(queue);
        await time.At(8.5);
        await call.HangUpAsync();

        stage.Expect(new ExpectedCall { Queue = queue, Caller = caller, Wait = 8, Outcome = "abandoned" });
    }

    public static async Task TimedOutWhileRinging(Stage stage)
    {
        var queue = await stage.QueueAsync(new() { Name = "Недолго", TimeoutSeconds = 4 });
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();

        var call = caller.Dial(queue);
        await Desk.EndAsync(await agent.RingAsync());
        await Desk.EndAsync(call);

        stage.Expect(new ExpectedCall { Queue = queue, Caller = caller, Wait = 4, Outcome = "timeout" });
    }

    public static async Task TimedOutBehindABusyAgent(Stage stage)
    {
        var queue = await stage.QueueAsync(new() { Name = "Недолго", TimeoutSeconds = 5 });
        var agent = await stage.SeatAsync(queue);
        var first = await stage.DeskAsync();
        var second = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var talking = first.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        await time.At(2);
        await Desk.EndAsync(await second.ReachAsync(queue));
        await time.At(13.5);
        await ring.HangUpAsync();
        await Desk.EndAsync(talking);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = first, Wait = 1, Ring = 1, Talk = 12, Outcome = "answered", EndedBy = "agent" });
        stage.Expect(new ExpectedCall { Queue = queue, Caller = second, EnteredAt = 2, Wait = 5, Outcome = "timeout" });
    }

    public static async Task RefusedByAFullQueue(Stage stage)
    {
        var queue = await stage.QueueAsync(new() { Name = "На одного", MaxLength = 1 });
        var agent = await stage.SeatAsync(queue);
        var first = await stage.DeskAsync();
        var second = await stage.DeskAsync();
        var third = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var waiting = first.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(2);
        await Desk.EndAsync(second.Dial(queue));
        await time.At(9.5);
        await waiting.HangUpAsync();
        await Desk.EndAsync(ring);

        // There is room again.
        await time.At(11);
        var served = third.Dial(queue);
        var answer = await agent.RingAsync();
        await time.At(12.5);
        await answer.AnswerAsync();
        await time.At(14.5);
        await served.HangUpAsync();
        await Desk.EndAsync(answer);

        stage.Expect(new ExpectedCall { Queue = queue, Caller = first, Wait = 9, Outcome = "abandoned" });
        stage.Expect(new ExpectedCall { Queue = queue, Caller = second, EnteredAt = 2, Wait = 0, Position = FullQueuePosition, Outcome = "full" });
        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = third, EnteredAt = 11, Wait = 1, Ring = 1, Talk = 2, Outcome = "answered", EndedBy = "caller" });
    }

    /// <summary>A queue that nobody has logged in to lets callers wait for somebody.</summary>
    public static async Task TimedOutInAnEmptyQueue(Stage stage)
    {
        var queue = await stage.QueueAsync(new() { Name = "Никого", TimeoutSeconds = 3 });
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();

        await Desk.EndAsync(caller.Dial(queue));

        stage.Expect(new ExpectedCall { Queue = queue, Caller = caller, Wait = 3, Outcome = "timeout" });
    }

    /// <summary>A caller who never entered had no place.</summary>
    private const int FullQueuePosition = 0;
}
