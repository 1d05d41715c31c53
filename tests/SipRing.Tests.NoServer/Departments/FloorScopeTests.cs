using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Floor.Projection;
using SipRing.Tests.NoServer.Floor;
using Xunit;

namespace SipRing.Tests.NoServer.Departments;

/// <summary>What a limited supervisor sees of the floor, at once and by deltas.</summary>
public sealed class FloorScopeTests
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Whatever happens on the floor and however it is batched, deltas lead to what he may see, and nothing that he may not is in any of them.</summary>
    [Fact]
    public void Of_AnyRecording_DeltasLeadToTheSamePicture()
    {
        var all = Gen.Elements(FloorRecording.Names.ToArray()).Zip(Gen.Choose(1, 12)).ToArbitrary();
        Prop.ForAll(all, play => Check(play.Item1, play.Item2)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Of_OperatorOfAnotherDepartmentAtHisPhone_IsNotHis()
    {
        var floor = Floor([Phone("101", agent: 7), Phone("102", agent: 8), Phone("105", agent: null)], []);

        // Operator 8 is of Sales, operator 7 of Support: where somebody sits, he decides.
        var seen = FloorScope.Of(floor, Reaching.ToSales((7, 2), (8, 1)), null);

        Assert.Equal(["102", "105"], seen.Extensions.Keys);
    }

    [Fact]
    public void Of_QueueOfOthersWithHisOperator_ShowsHimAndNothingElse()
    {
        var queue = Queue("300", [Member("101", 3), Member("109", 9)]);
        var seen = FloorScope.Of(Floor([Phone("101", 3)], [queue]), Reaching.ToSales((3, 1)), null);

        var shown = Assert.Single(seen.Queues.Values);
        Assert.Equal("101", Assert.Single(shown.Members).Extension);
        Assert.Empty(shown.Waiting);
        Assert.Equal((2, 0, null), (shown.AnsweredToday, shown.LostToday, shown.ServicePercent));
    }

    [Fact]
    public void Of_HisQueue_ShowsWhoWaitsAndItsFiguresButNobodyElsesOperators()
    {
        var seen = FloorScope.Of(Floor([], [Queue("100", [Member("101", 3), Member("109", 9)])]), Reaching.ToSales((3, 1)), null);

        var shown = seen.Queues["100"];
        Assert.Equal("101", Assert.Single(shown.Members).Extension);
        Assert.Single(shown.Waiting);
        Assert.Equal((9, 4), (shown.AnsweredToday, shown.LostToday));
    }

    [Fact]
    public void Of_OperatorHimself_ShowsHisPhoneAndCallAndTheNamesOfQueues()
    {
        var calls = new[] { Call("1.1", "100", "109", CallState.Ringing), Call("1.4", null, "101", CallState.Talking) };
        var floor = Floor([Phone("101", 3), Phone("109", 9), Phone("110", null)], [Queue("100", [Member("109", 9)]), Queue("300", [Member("101", 3), Member("109", 9)])], calls);

        var seen = FloorScope.Of(floor, Reach.Own(3), null);

        Assert.Equal(["101"], seen.Extensions.Keys);
        Assert.Equal(["100", "300"], seen.Queues.Keys);
        Assert.Empty(seen.Queues["100"].Members);
        Assert.Equal((0, 0, null), (seen.Queues["100"].AnsweredToday, seen.Queues["100"].LostToday, seen.Queues["100"].ServicePercent));
        Assert.Empty(seen.Queues["100"].Waiting);
        Assert.Equal("101", Assert.Single(seen.Queues["300"].Members).Extension);
    }

    [Fact]
    public void Of_CallThatRingsAtSomebodyElse_IsHisWithoutThePhone()
    {
        var calls = new[] { Call("1.1", "100", "109", CallState.Ringing), Call("1.2", "100", "109", CallState.Talking), Call("1.3", "300", null, CallState.Waiting), Call("1.4", null, "101", CallState.Talking) };
        var seen = FloorScope.Of(Floor([Phone("101", null), Phone("109", null)], [], calls), Reaching.ToSales(), null);

        Assert.Equal(["1.1", "1.4"], seen.Calls.Keys);
        Assert.Null(seen.Calls["1.1"].Extension);
        Assert.Equal("101", seen.Calls["1.4"].Extension);
    }

    [Fact]
    public void Of_NothingOfHisChanged_IsMadeOfTheSameObjects()
    {
        var reach = Reaching.ToSales((3, 1));
        var floor = Floor([Phone("101", 3), Phone("109", 9)], [Queue("100", [Member("101", 3), Member("109", 9)])], Call("1.1", "100", "109", CallState.Ringing));
        var before = FloorScope.Of(floor, reach, null);
        var other = floor.Queues["100"] with { Members = [Member("101", 3), Member("109", 9) with { Paused = true }] };
        var after = FloorScope.Of(floor with { Version = 2, Queues = floor.Queues.SetItem("100", other), Extensions = floor.Extensions.SetItem("109", Phone("109", 10)) }, reach, before);

        Assert.Same(before.Extensions, after.Extensions);
        Assert.Same(before.Queues, after.Queues);
        Assert.Same(before.Calls, after.Calls);
    }

    private static bool Check(string name, int batch)
    {
        var steps = FloorRecording.Load(name).Steps;
        var player = new FloorPlayer(((FloorRecording.Step.Rest)steps[0]).At, FloorRebuildTests.Directory);
        var reach = Reaching.ToSales();
        var seen = FloorScope.Of(player.Now, reach, null);
        var known = seen;
        player.Connect((FloorRecording.Step.Rest)steps[0]);
        var rest = batch;
        foreach (var step in steps.OfType<FloorRecording.Step.Event>())
        {
            player.Event(step.Message);
            if (--rest > 0)
                continue;
            rest = batch;
            var now = FloorScope.Of(player.Now, reach, seen);
            known = FloorDiff.Apply(known, FloorDiff.Between(seen, now));
            seen = now;
            if (known.Extensions.Keys.Any(n => !reach.HasExtension(n)) || known.Queues.Values.Any(q => q.Members.Exists(m => !reach.HasExtension(m.Extension))))
                return false;
        }

        var last = FloorScope.Of(player.Now, reach, seen);
        known = FloorDiff.Apply(known, FloorDiff.Between(seen, last));
        return known.Text() == FloorScope.Of(player.Now, reach, null).Text();
    }

    private static FloorSnapshot Floor(FloorExtension[] phones, FloorQueue[] queues, params FloorCall[] calls) => new()
    {
        Version = 1,
        At = s_at,
        Link = new(LinkState.Live, s_at, null),
        Extensions = phones.ToImmutableSortedDictionary(e => e.Number, e => e, StringComparer.Ordinal),
        Queues = queues.ToImmutableSortedDictionary(q => q.Number, q => q, StringComparer.Ordinal),
        Calls = calls.ToImmutableSortedDictionary(c => c.CallId, c => c, StringComparer.Ordinal),
    };

    private static FloorExtension Phone(string number, int? agent) => new() { Number = number, Name = number, State = ExtensionState.Idle, Since = s_at, AgentId = agent };

    private static FloorMember Member(string extension, int agent) =>
        new() { Extension = extension, AgentId = agent, Name = $"operator {agent}", State = MemberState.Free, Since = s_at, AnsweredToday = 2 };

    private static FloorQueue Queue(string number, ImmutableList<FloorMember> members) => new()
    {
        Number = number, Name = number, ServiceLevelSeconds = 20, Members = members, Waiting = [new("1.9", "7916", null, s_at, 1)], AnsweredToday = 9, LostToday = 4, ServicePercent = 70,
    };

    private static FloorCall Call(string id, string? queue, string? extension, CallState state) =>
        new() { CallId = id, From = "7916", Queue = queue, Extension = extension, State = state, StartedAt = s_at, Since = s_at };
}
