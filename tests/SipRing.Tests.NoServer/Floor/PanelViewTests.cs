using System.Collections.Immutable;
using SipRing.CallCenter.Floor;
using SipRing.Server.Floor;
using Xunit;

namespace SipRing.Tests.NoServer.Floor;

/// <summary>What the panel makes of a snapshot.</summary>
public sealed class PanelViewTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Operators_InTwoQueues_AreOneRowWithTheirCallsTogether()
    {
        var floor = Floor(
            Queue("450", Member("501", MemberState.Talking, 3), Member("502", MemberState.Free, 1)),
            Queue("451", Member("501", MemberState.Paused, 4)));
        var both = Assert.Single(OperatorView.From(floor, null), row => row.Extension == "501");
        Assert.Equal((MemberState.Talking, 7, "450, 451"), (both.State, both.AnsweredToday, both.Queues));
        var there = Assert.Single(OperatorView.From(floor, "451"));
        Assert.Equal((MemberState.Paused, 4), (there.State, there.AnsweredToday));
    }

    [Fact]
    public void Figures_OfSeveralQueues_WeighTheirServiceByCalls()
    {
        var floor = Floor(
            Queue("450") with { AnsweredToday = 90, LostToday = 10, ServicePercent = 90, Waiting = [new("1", "100", null, s_now.AddSeconds(-30), 1)] },
            Queue("451") with { AnsweredToday = 200, LostToday = 100, ServicePercent = 50, Waiting = [new("2", "101", null, s_now.AddSeconds(-90), 1)] },
            Queue("452"));
        var figures = PanelFigures.From(floor);
        Assert.Equal(60, figures.ServicePercent);
        Assert.Equal((2, "451", 290, 110), (figures.Waiting, figures.LongestQueue, figures.Answered, figures.Lost));
        Assert.Equal(20, figures.ServiceLevelSeconds);
        Assert.Null(PanelFigures.From(Floor(Queue("450"))).ServicePercent);
    }

    [Fact]
    public void RowOrder_StatesChange_RowsStayUntilSortedAgain()
    {
        var order = new RowOrder<(string Key, int Rank)>(row => row.Key);
        var byRank = Comparer<(string Key, int Rank)>.Create((a, b) => a.Rank.CompareTo(b.Rank));
        Assert.Equal(["a", "b", "c"], Keys(order.Apply([("c", 3), ("a", 1), ("b", 2)], byRank)));
        Assert.Equal(["a", "b", "c"], Keys(order.Apply([("a", 9), ("b", 2), ("c", 1)], byRank)));
        Assert.Equal(["a", "c"], Keys(order.Apply([("a", 9), ("c", 1)], byRank)));
        order.Sort([("a", 9), ("c", 1)], byRank);
        Assert.Equal(["c", "b", "a"], Keys(order.Apply([("a", 9), ("c", 1), ("b", 5)], byRank)));
    }

    private static IEnumerable<string> Keys(IEnumerable<(string Key, int Rank)> rows) => rows.Select(row => row.Key);

    private static FloorMember Member(string extension, MemberState state, int answered) =>
        new() { Extension = extension, Name = $"Operator {extension}", State = state, Since = s_now, AnsweredToday = answered };

    private static FloorQueue Queue(string number, params FloorMember[] members) =>
        new() { Number = number, Name = $"Queue {number}", ServiceLevelSeconds = 20, Members = [.. members] };

    private static FloorSnapshot Floor(params FloorQueue[] queues) => new()
    {
        Version = 1,
        At = s_now,
        Link = new(LinkState.Live, s_now, null),
        Queues = queues.ToImmutableSortedDictionary(queue => queue.Number, queue => queue, StringComparer.Ordinal),
    };
}
