using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Queries;
using SipRing.CallCenter.LostCallers;
using Xunit;

namespace SipRing.Tests.NoServer.LostCallers;

/// <summary>What facts and acts of one caller make of him. Times are seconds after an invented beginning.</summary>
public sealed class LostCallerFoldTests
{
    private const string Caller = "+74951112233";
    private const long Begin = 1_795_000_000_000;
    private static readonly LostCallerRuleSet s_rules = LostCallerRuleSet.Default;
    private long _id = 100;

    [Fact]
    public void Run_LostThenLostAgain_OneEntryWithBoth()
    {
        var entry = Assert.Single(Fold([Lost(10, wait: 30), Lost(400, wait: 12)]));

        Assert.Equal((2, At(10), At(400), 30), (entry.Attempts, entry.FirstAt, entry.LastAt, entry.WaitSeconds));
        Assert.Equal((int)LostCallerState.Open, entry.State);
        Assert.Equal(At(10 + (15 * 60)), entry.DueAt);
    }

    [Fact]
    public void Run_AnsweredInAnotherQueue_ClosedWhenTheTalkBegan()
    {
        var entry = Assert.Single(Fold([Lost(10), Answered(500, queue: "460", agent: "Operator 2", extension: "502")]));

        Assert.Equal((LostCallerState.Reached, LostCallerEnd.Queue), ((LostCallerState)entry.State, (LostCallerEnd)entry.End!.Value));
        Assert.Equal((At(500), "Operator 2", "502"), (entry.EndedAt, entry.EndedBy, entry.Extension));
    }

    [Theory]
    [InlineData(10, LostCallerState.Reached, 0)]
    [InlineData(9, LostCallerState.Open, 1)]
    [InlineData(0, LostCallerState.Open, 1)]
    public void Run_CalledBack_ReachedFromTheThresholdOfTalkOn(int talk, LostCallerState state, int tries)
    {
        var entry = Assert.Single(Fold([Lost(10), Back(300, talk)]));

        Assert.Equal((state, tries), ((LostCallerState)entry.State, entry.Tries));
        Assert.Equal(state == LostCallerState.Reached ? "501" : null, entry.Extension);
    }

    [Fact]
    public void Run_LostAfterHavingBeenReached_ANewEntry()
    {
        var entries = Fold([Lost(10), Back(100, 60), Lost(900)]);

        Assert.Equal([(int)LostCallerState.Reached, (int)LostCallerState.Open], entries.Select(e => e.State));
        Assert.Equal([false, true], entries.Select(e => e.IsLast));
        Assert.NotEqual(entries[0].Id, entries[1].Id);
    }

    [Fact]
    public void Run_TalkedBeforeHeWasLost_StaysOpen()
    {
        // A receptionist answered, put him into the queue, and there nobody did.
        var call = Fact(FactKind.Call, CallerEvent.Answered, 5, "call-1") with { FromMs = At(0), ToMs = At(60) };
        var entry = Assert.Single(Fold([call, Lost(50, wait: 30, channel: "call-1")]));

        Assert.Equal((int)LostCallerState.Open, entry.State);
    }

    [Fact]
    public void Run_TheSameCallWasAnsweredAfterwards_NeverLost()
    {
        var toQueue = Fold([Lost(40, wait: 30, channel: "c"), Answered(55, queue: "460", channel: "c", from: 40)]);
        var toPhone = Fold([Lost(40, wait: 30, channel: "c"), Fact(FactKind.Call, CallerEvent.Answered, 55, "c") with { FromMs = At(9), ToMs = At(99) }]);

        Assert.Empty(toQueue);
        Assert.Empty(toPhone);
    }

    [Fact]
    public void Run_OverflowedAndGaveUpThere_LostOnceInTheSecondQueue()
    {
        var entry = Assert.Single(Fold([Lost(40, wait: 30, channel: "c"), Lost(90, wait: 50, channel: "c", queue: "460")]));

        Assert.Equal(("460", 1, At(90)), (entry.Queue, entry.Attempts, entry.FirstAt));
    }

    [Fact]
    public void Run_TwoQueues_EachItsOwnEntryUnlessTheyAreOneGroup()
    {
        CallerFact[] facts = [Lost(10), Lost(400, queue: "460")];
        var group = Rules(new() { Queue = "450", Group = "sales" }, new() { Queue = "460", Group = "sales" });

        Assert.Equal(["450", "460"], Fold(facts).Select(e => e.Queue));
        var one = Assert.Single(Fold(facts, [], group));
        Assert.Equal((2, "460", "450"), (one.Attempts, one.Queue, one.FirstQueue));
        Assert.All(Fold([.. facts, Back(500, 30)]), e => Assert.Equal((int)LostCallerState.Reached, e.State));
    }

    [Fact]
    public void Run_ShortCalls_MarkedOrLeftOutAsTheQueueHasIt()
    {
        CallerFact[] brief = [Lost(10, wait: 4)];

        Assert.True(Assert.Single(Fold(brief)).Short);
        Assert.False(Assert.Single(Fold([.. brief, Lost(60, wait: 5)])).Short);
        Assert.Empty(Fold(brief, [], Rules(new LostCallerRule { Queue = "450", LeaveOutShort = true })));
        // Who is sent away at once did not misdial.
        Assert.Single(Fold([Lost(10, wait: 0) with { Outcome = QueueCallOutcome.Full }], [], Rules(new LostCallerRule { Queue = "450", LeaveOutShort = true })));
        Assert.Empty(Fold([Lost(10)], [], Rules(new LostCallerRule { Queue = "450", Listed = false })));
    }

    [Fact]
    public void Run_Hidden_NeitherOpenNorReached()
    {
        var entry = Assert.Single(LostCallerFold.Run("#7", hidden: true, [Lost(10)], [Act(LostCallerActKind.Close, 90, seen: 10)], s_rules));

        Assert.Equal((int)LostCallerState.Hidden, entry.State);
    }

    [Fact]
    public void Run_TakenAndGivenBack_AsPeopleDid()
    {
        var taken = Act(LostCallerActKind.Take, 60, seen: 10) with { Until = At(960) };
        var released = Act(LostCallerActKind.Release, 120, seen: 10);

        Assert.Equal(("vera", At(960)), (Fold([Lost(10)], [taken])[0].TakenBy, Fold([Lost(10)], [taken])[0].TakenUntil));
        Assert.Null(Fold([Lost(10)], [taken, released])[0].TakenBy);
    }

    [Fact]
    public void Run_ClosedByHand_AloneReachedOtherwiseCountsAsReached()
    {
        var otherwise = Act(LostCallerActKind.Close, 90, seen: 10) with { End = (int)LostCallerEnd.ReachedOtherwise };
        var wrong = otherwise with { End = (int)LostCallerEnd.WrongNumber, Note = "a fax" };

        Assert.Equal(((int)LostCallerState.Reached, "vera"), (Fold([Lost(10)], [otherwise])[0].State, Fold([Lost(10)], [otherwise])[0].EndedBy));
        Assert.Equal(((int)LostCallerState.Closed, "a fax"), (Fold([Lost(10)], [wrong])[0].State, Fold([Lost(10)], [wrong])[0].Note));
    }

    [Fact]
    public void Run_LostAgainUnseenJustBeforeItWasClosed_IsNotClosedWithIt()
    {
        // The loss at 88 came into the ledger after somebody had closed what he saw at 90.
        var entries = Fold([Lost(10), Lost(88)], [Act(LostCallerActKind.Close, 90, seen: 10) with { End = (int)LostCallerEnd.NotNeeded }]);

        Assert.Equal([(int)LostCallerState.Closed, (int)LostCallerState.Open], entries.Select(e => e.State));
    }

    [Fact]
    public void Run_ReopenedAndClosedAgain_TheLastActHolds()
    {
        var close = Act(LostCallerActKind.Close, 90, seen: 10) with { End = (int)LostCallerEnd.NotNeeded };
        var reopen = Act(LostCallerActKind.Reopen, 200, seen: 90);

        var open = Assert.Single(Fold([Lost(10)], [close, reopen]));
        Assert.Equal(((int)LostCallerState.Open, At(200 + (15 * 60))), (open.State, open.DueAt));
        var again = Assert.Single(Fold([Lost(10)], [close, reopen, Act(LostCallerActKind.Close, 300, seen: 200) with { End = (int)LostCallerEnd.Other }]));
        Assert.Equal(((int)LostCallerState.Closed, At(300)), (again.State, again.EndedAt));
    }

    [Fact]
    public void Run_FactsInAnyOrder_TheSameEntries()
    {
        CallerFact[] facts =
        [
            Lost(10), Lost(70, queue: "460"), Back(100, 3), Lost(180, wait: 2), Back(300, 44), Lost(500, channel: "c"), Answered(520, queue: "460", channel: "c", from: 500),
            Lost(700), Lost(710, queue: "460"),
        ];
        LostCallerActRow[] acts = [Act(LostCallerActKind.Take, 90, seen: 70), Act(LostCallerActKind.Close, 750, seen: 700) with { End = 12 }, Act(LostCallerActKind.Note, 760, seen: 700) with { Note = "n" }];
        var expected = Fold(facts, acts);
        var random = new Random(4);
        for (var i = 0; i < 50; i++)
        {
            random.Shuffle(facts);
            random.Shuffle(acts);
            Assert.Equal(expected, Fold(facts, acts));
        }

        Assert.Equal(4, expected.Count);
    }

    private static long At(long seconds) => Begin + (seconds * 1000);

    private static LostCallerRuleSet Rules(params LostCallerRule[] rules) => new(new(), rules.ToDictionary(r => r.Queue));

    private static List<LostCallerRow> Fold(CallerFact[] facts, LostCallerActRow[]? acts = null, LostCallerRuleSet? rules = null) =>
        LostCallerFold.Run(Caller, hidden: false, facts, acts ?? [], rules ?? s_rules);

    private CallerFact Fact(FactKind kind, CallerEvent what, long at, string channel) =>
        new(kind, _id++, what, "84951112233", At(at), "main", channel, At(at), At(at), "", 0, 0);

    private CallerFact Lost(long at, int wait = 30, string queue = "450", string? channel = null) =>
        Fact(FactKind.Visit, CallerEvent.Lost, at, channel ?? $"c{_id}") with { FromMs = At(at - wait), Queue = queue, WaitSeconds = wait, Outcome = QueueCallOutcome.Abandoned };

    private CallerFact Answered(long at, string queue, string? agent = null, string? extension = null, string? channel = null, long? from = null) =>
        Fact(FactKind.Visit, CallerEvent.Answered, at, channel ?? $"c{_id}") with
        {
            FromMs = At(from ?? (at - 5)),
            Queue = queue,
            Outcome = QueueCallOutcome.Answered,
            AgentName = agent,
            Extension = extension,
            TalkSeconds = 60,
        };

    private CallerFact Back(long at, int talk) =>
        Fact(FactKind.Call, talk > 0 ? CallerEvent.CalledBack : CallerEvent.Tried, at, $"c{_id}") with { TalkSeconds = talk, Extension = "501" };

    private LostCallerActRow Act(LostCallerActKind kind, long at, long seen) => new()
    {
        Id = _id++,
        Number = Caller,
        Caller = "84951112233",
        Queue = "450",
        Kind = (int)kind,
        At = At(at),
        SeenAt = At(seen),
        Actor = "vera",
    };
}
