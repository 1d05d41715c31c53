using Xunit;

namespace SipRing.Tests.RealParts.Scenarios.Scripts;

/// <summary>Who is there: PINs, pauses, desks that change.</summary>
internal static class Presence
{
    private const string WrongPin = "90817263";

    [NeedsServer]
    public static async Task LoginByPinAndAnswer(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.PersonAsync();
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();
        await LogInAsync(stage, agent, queue, agent.Pin);

        await OneCallAsync(stage, queue, agent, caller);
    }

    [NeedsServer]
    public static async Task RightPinAfterAWrongOne(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.PersonAsync();
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();
        await LogInAsync(stage, agent, queue, WrongPin, agent.Pin);

        await OneCallAsync(stage, queue, agent, caller);
    }

    [NeedsServer]
    public static async Task WrongPinThreeTimes(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.PersonAsync();
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();

        await agent.DialLoginAsync(queue, WrongPin, WrongPin, WrongPin);
        Assert.Empty(await stage.Api.MembersAsync(queue));

        await UnservedCallAsync(stage, queue, caller);
    }

    [NeedsServer]
    public static async Task LockedOutAfterFiveWrongPins(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.PersonAsync();
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();

        await agent.DialLoginAsync(queue, WrongPin, WrongPin, WrongPin);
        await agent.DialLoginAsync(queue, WrongPin, WrongPin);
        await agent.DialLoginAsync(queue);
        Assert.Empty(await stage.Api.MembersAsync(queue));

        await UnservedCallAsync(stage, queue, caller);
    }

    [NeedsServer]
    public static async Task LoginAndLogoutByPhone(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.PersonAsync();
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();
        await LogInAsync(stage, agent, queue, agent.Pin);
        var logout = await Span.OfAsync(() => agent.DialLoginAsync(queue));
        stage.Expect(agent, queue, session => session with { Logout = logout });
        Assert.Empty(await stage.Api.MembersAsync(queue));

        await UnservedCallAsync(stage, queue, caller);
    }

    [NeedsServer]
    public static async Task LoginByPhoneThatSendsKeysAsInfo(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.PersonAsync();
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();

        var login = await Span.OfAsync(async () =>
        {
            var call = await agent.ReachAsync("*45" + queue);
            await Desk.PromptAsync(call);
            await call.SendDigitsByInfoAsync(agent.Pin + "#");
            await Desk.EndAsync(call);
        });
        stage.Expect(new ExpectedSession { Agent = agent, Queue = queue, Login = login });

        await OneCallAsync(stage, queue, agent, caller);
    }

    [NeedsServer]
    public static async Task LoginToAQueueThatDoesNotExist(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.PersonAsync();
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();

        var call = await agent.ReachAsync("*45999");
        await Desk.PromptAsync(call);
        await Desk.EndAsync(call);

        await UnservedCallAsync(stage, queue, caller);
    }

    [NeedsServer]
    public static async Task LoginAtAPhoneThatIsTaken(Stage stage)
    {
        var one = await stage.QueueAsync();
        var two = await stage.QueueAsync();
        var agent = await stage.SeatAsync(one);
        var other = (await stage.PersonAsync()).MovesTo(agent);
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();

        await other.DialLoginAsync(two, other.Pin);
        Assert.Empty(await stage.Api.MembersAsync(two));

        await OneCallAsync(stage, one, agent, caller);
    }

    [NeedsServer]
    public static async Task TheSamePersonAtAnotherDesk(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.PersonAsync();
        var desk = await stage.DeskAsync();
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();
        await LogInAsync(stage, agent, queue, agent.Pin);
        await OneCallAsync(stage, queue, agent, caller, "first");
        var logout = await Span.OfAsync(() => agent.DialLoginAsync(queue));
        stage.Expect(agent, queue, session => session with { Logout = logout });

        var moved = agent.MovesTo(desk);
        await LogInAsync(stage, moved, queue, moved.Pin);
        await OneCallAsync(stage, queue, moved, caller, "second");
    }

    [NeedsServer]
    public static async Task PauseWithReasonAndBack(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var other = await stage.SeatAsync(queue);
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();
        var pause = await Span.OfAsync(() => stage.Api.PauseAsync(queue, agent.Number, true, "обед"));

        await OneCallAsync(stage, queue, other, caller, "first");
        var back = await Span.OfAsync(() => stage.Api.PauseAsync(queue, agent.Number, false));
        stage.Expect(agent, queue, session => session with { Pauses = [new(pause, back, "обед")] });

        var out1 = await Span.OfAsync(() => stage.Api.RemoveMemberAsync(queue, other.Number));
        stage.Expect(other, queue, session => session with { Logout = out1 });
        await OneCallAsync(stage, queue, agent, caller, "second");
    }

    [NeedsServer]
    public static async Task PauseInOneOfTwoQueues(Stage stage)
    {
        var one = await stage.QueueAsync();
        var two = await stage.QueueAsync();
        var agent = await stage.SeatAsync(one, two);
        var caller = await stage.DeskAsync();
        await stage.CurtainAsync();
        var pause = await Span.OfAsync(() => stage.Api.PauseAsync(one, agent.Number, true, "отчёт"));
        stage.Expect(agent, one, session => session with { Pauses = [new(pause, null, "отчёт")] });

        await OneCallAsync(stage, two, agent, caller);
    }

    [NeedsServer]
    public static async Task TwoPausesAndLogoutInTheSecond(Stage stage)
    {
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var time = await stage.CurtainAsync();
        var lunch = await Span.OfAsync(() => stage.Api.PauseAsync(queue, agent.Number, true, "обед"));
        await time.At(2.5);
        var back = await Span.OfAsync(() => stage.Api.PauseAsync(queue, agent.Number, false));
        await time.At(4.5);
        var training = await Span.OfAsync(() => stage.Api.PauseAsync(queue, agent.Number, true, "учёба"));
        await time.At(6.5);
        var logout = await Span.OfAsync(() => stage.Api.RemoveMemberAsync(queue, agent.Number));

        stage.Expect(agent, queue, session => session with { Logout = logout, Pauses = [new(lunch, back, "обед"), new(training, logout, "учёба")] });
    }

    private static async Task LogInAsync(Stage stage, Seat agent, string queue, params string[] pins)
    {
        var login = await Span.OfAsync(() => agent.DialLoginAsync(queue, pins));
        stage.Expect(new ExpectedSession { Agent = agent, Queue = queue, Login = login });
    }

    /// <summary>A call on a timeline of its own: what went before took as long as it took.</summary>
    private static async Task OneCallAsync(Stage stage, string queue, Seat agent, Desk caller, string name = "")
    {
        var time = await stage.BeginAsync();
        var call = caller.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        await time.At(3.5);
        await call.HangUpAsync();
        await Desk.EndAsync(ring);
        stage.Expect(new ExpectedCall { Queue = queue, Agent = agent, Caller = caller, EnteredAt = stage.Time.Offset(time), Wait = 1, Ring = 1, Talk = 2, Outcome = "answered", EndedBy = "caller", Call = name });
    }

    /// <summary>Nobody is there: the phone of the one who failed to log in does not ring.</summary>
    private static async Task UnservedCallAsync(Stage stage, string queue, Desk caller)
    {
        var time = await stage.BeginAsync();
        var call = await caller.ReachAsync(queue);
        await time.At(2.5);
        await call.HangUpAsync();
        stage.Expect(new ExpectedCall { Queue = queue, Caller = caller, EnteredAt = stage.Time.Offset(time), Wait = 2, Outcome = "abandoned" });
    }
}
