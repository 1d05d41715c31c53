using SipRing.Testing.Server;

namespace SipRing.Tests.RealParts.Scenarios.Scripts;

/// <summary>Several calls, several queues, several agents.</summary>
internal static class Several
{
    public static async Task TwoWaitAndAreServedInOrder(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var first = await stage.DeskAsync();
        var second = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var one = first.Dial(queue);
        var ringOne = await agent.RingAsync();
        await time.At(1);
        var two = await second.ReachAsync(queue);
        await time.At(3.5);
        await ringOne.AnswerAsync();
        await time.At(5.5);
        await one.HangUpAsync();
        var ringTwo = await agent.RingAsync();
        await time.At(9.5);
        await ringTwo.AnswerAsync();
        await time.At(11.5);
        await two.HangUpAsync();
        await Desk.EndAsync(ringTwo);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = first, Wait = 3, Ring = 3, Talk = 2, Outcome = "answered", EndedBy = "caller" });
        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = second, EnteredAt = 1, Position = 2, Wait = 8, Ring = Desk.RangSeconds(ringTwo), Talk = 2, Outcome = "answered", EndedBy = "caller" });
    }

    public static async Task TheMiddleOneOfThreeGivesUp(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var first = await stage.DeskAsync();
        var second = await stage.DeskAsync();
        var third = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var one = first.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(1);
        var two = await second.ReachAsync(queue);
        await time.At(2);
        var three = await third.ReachAsync(queue);
        await time.At(4.5);
        await two.HangUpAsync();
        await time.At(6.5);
        await one.HangUpAsync();
        await Desk.EndAsync(ring);
        var answer = await agent.RingAsync();
        await time.At(10.5);
        await answer.AnswerAsync();
        await time.At(12.5);
        await answer.HangUpAsync();
        await Desk.EndAsync(three);

        stage.Expect(new ExpectedCall { Queue = queue, Caller = first, Wait = 6, Outcome = "abandoned" });
        stage.Expect(new ExpectedCall { Queue = queue, Caller = second, EnteredAt = 1, Position = 2, Wait = 3, Outcome = "abandoned" });
        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = third, EnteredAt = 2, Position = 3, Wait = 8, Ring = Desk.RangSeconds(answer), Talk = 2, Outcome = "answered", EndedBy = "agent" });
    }

    public static Task TwoAgentsAtOnce(Stage stage) => TwoAtOnceAsync(stage, null);

    public static Task TwoAgentsOfOneNameAtOnce(Stage stage) => TwoAtOnceAsync(stage, "Одна Фамилия");

    private static async Task TwoAtOnceAsync(Stage stage, string? name)
    {
        var queue = await stage.QueueAsync();
        var one = await stage.PersonAsync(name);
        var two = await stage.PersonAsync(name);
        await stage.JoinAsync(one, queue);
        await stage.JoinAsync(two, queue);
        var first = await stage.DeskAsync();
        var second = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var ringsOne = one.RingAsync();
        var ringsTwo = two.RingAsync();
        var firstCall = first.Dial(queue);
        var isOne = await Task.WhenAny(ringsOne, ringsTwo) == ringsOne;
        var (early, late) = isOne ? (ringsOne, ringsTwo) : (ringsTwo, ringsOne);
        var (earlyAgent, lateAgent) = isOne ? (one, two) : (two, one);
        await time.At(2.5);
        await (await early).AnswerAsync();
        await time.At(3);
        var secondCall = second.Dial(queue);
        var lateCall = await late;
        await time.At(5.5);
        await lateCall.AnswerAsync();
        await time.At(8.5);
        await firstCall.HangUpAsync();
        await lateCall.HangUpAsync();
        await Desk.EndAsync(secondCall);

        stage.Expect(new ExpectedCall { Queue = queue, Agent = earlyAgent, Caller = first, Wait = 2, Ring = 2, Talk = 6, Outcome = "answered", EndedBy = "caller" });
        stage.Expect(new ExpectedCall { Queue = queue, Agent = lateAgent, Caller = second, EnteredAt = 3, Wait = 2, Ring = 2, Talk = 3, Outcome = "answered", EndedBy = "agent" });
    }

    public static async Task OneCallerTwoQueuesInARow(Stage stage)
    {
        var one = await stage.QueueAsync();
        var two = await stage.QueueAsync();
        var agent = await stage.SeatAsync(one);
        var second = await stage.SeatAsync(two);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(one);
        var ring = await agent.RingAsync();
        await time.At(2.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);
        await time.At(4);
        var again = caller.Dial(two);
        var taken = await second.RingAsync();
        await time.At(5.5);
        await taken.AnswerAsync();
        await time.At(7.5);
        await taken.HangUpAsync();
        await Desk.EndAsync(again);

        stage.Expect(new ExpectedCall { Queue = one, Caller = caller, Wait = 2, Outcome = "abandoned" });
        stage.Expect(new ExpectedCall { Queue = two, Agent = second, Caller = caller, EnteredAt = 4, Wait = 1, Ring = 1, Talk = 2, Outcome = "answered", EndedBy = "agent", Call = "b" });
    }

    public static async Task OneAgentInTwoQueues(Stage stage)
    {
        var one = await stage.QueueAsync();
        var two = await stage.QueueAsync();
        var agent = await stage.SeatAsync(one, two);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = caller.Dial(one);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        await time.At(3.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);
        await time.At(5);
        call = caller.Dial(two);
        ring = await agent.RingAsync();
        await time.At(7.5);
        await ring.AnswerAsync();
        await time.At(9.5);
        await ring.HangUpAsync();
        await Desk.EndAsync(call);

        stage.Expect(new ExpectedCall { Queue = one, Agent = agent, Caller = caller, Wait = 1, Ring = 1, Talk = 2, Outcome = "answered", EndedBy = "caller", Call = "a" });
        stage.Expect(new ExpectedCall { Queue = two, Agent = agent, Caller = caller, EnteredAt = 5, Wait = 2, Ring = 2, Talk = 2, Outcome = "answered", EndedBy = "agent", Call = "b" });
    }

    public static async Task OneAgentInTwoQueuesWithCallsInBoth(Stage stage)
    {
        var one = await stage.QueueAsync();
        var two = await stage.QueueAsync();
        var agent = await stage.SeatAsync(one, two);
        var first = await stage.DeskAsync();
        var second = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var talking = first.Dial(one);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        await time.At(3);
        var waiting = await second.ReachAsync(two);
        await time.At(6.5);
        await ring.HangUpAsync();
        await Desk.EndAsync(talking);
        var next = await agent.RingAsync();
        await time.At(10.5);
        await next.AnswerAsync();
        await time.At(12.5);
        await waiting.HangUpAsync();
        await Desk.EndAsync(next);

        stage.Expect(new ExpectedCall { Queue = one, Agent = agent, Caller = first, Wait = 1, Ring = 1, Talk = 5, Outcome = "answered", EndedBy = "agent" });
        stage.Expect(new ExpectedCall { Queue = two, Agent = agent, Caller = second, EnteredAt = 3, Wait = 7, Ring = Desk.RangSeconds(next), Talk = 2, Outcome = "answered", EndedBy = "caller" });
    }

    public static async Task FiveCallsInARow(Stage stage)
    {
        var queue = await stage.QueueAsync(new() { Name = "Поток" });
        var agent = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        for (var n = 0; n < 5; n++)
        {
            var begin = n * 5;
            await time.At(begin);
            var call = caller.Dial(queue);
            var ring = await agent.RingAsync();
            await time.At(begin + 1.5);
            await ring.AnswerAsync();
            await time.At(begin + 3.5);
            await call.HangUpAsync();
            await Desk.EndAsync(ring);
            stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, EnteredAt = begin, Wait = 1, Ring = 1, Talk = 2, Outcome = "answered", EndedBy = "caller", Call = $"{n}" });
        }
    }

    public static async Task CallsBetweenPhonesAreNoQueueCalls(Stage stage)
    {
        await stage.QueueAsync();
        var one = await stage.DeskAsync();
        var two = await stage.DeskAsync();
        var time = await stage.CurtainAsync();

        var call = one.Dial(two.Number);
        var ring = await two.RingAsync();
        await ring.AnswerAsync();
        await time.At(2.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);
    }
}
