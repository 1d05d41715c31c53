using System.Collections.Immutable;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Wallboards;
using Xunit;

namespace SipRing.Tests.NoServer.Wallboards;

/// <summary>What a tile makes of the floor.</summary>
public sealed class TileReadingTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly FloorSnapshot s_floor = Floor(
        Queue("450", [Member("501", MemberState.Talking, 30), Member("502", MemberState.Free, 5), Member("503", MemberState.Paused, 2000)]) with
        {
            AnsweredToday = 90, LostToday = 10, ServicePercent = 90, Waiting = [Waits("a", 30), Waits("b", 10)],
        },
        Queue("451", [Member("501", MemberState.Paused, 30), Member("504", MemberState.WrapUp, 20)]) with
        {
            AnsweredToday = 200, LostToday = 100, ServicePercent = 50, Waiting = [Waits("c", 95)],
        },
        Queue("452", []));

    [Theory]
    [InlineData(WallboardMetric.Waiting, 3, 2)]
    [InlineData(WallboardMetric.LongestWait, 95, 30)]
    [InlineData(WallboardMetric.Answered, 290, 90)]
    [InlineData(WallboardMetric.Lost, 110, 10)]
    [InlineData(WallboardMetric.LostPercent, 27.5, 10)]
    [InlineData(WallboardMetric.ServicePercent, 60, 90)]
    [InlineData(WallboardMetric.Free, 1, 1)]
    [InlineData(WallboardMetric.Talking, 1, 1)]
    [InlineData(WallboardMetric.WrapUp, 1, 0)]
    [InlineData(WallboardMetric.Paused, 1, 1)]
    [InlineData(WallboardMetric.LoggedIn, 4, 3)]
    public void Figure_OfAllAndOfOneQueue_CountsEachOperatorOnce(WallboardMetric metric, double all, double one)
    {
        Assert.Equal(all, Read(Figure(metric)).Figure!.Value);
        Assert.Equal(one, Read(Figure(metric) with { Queues = ["450"] }).Figure!.Value);
    }

    [Fact]
    public void Figure_NothingToMeasure_IsNullAndCalm()
    {
        var quiet = Read(Figure(WallboardMetric.LongestWait, 0, 0) with { Queues = ["452"] });
        Assert.Null(quiet.Figure!.Value);
        Assert.Equal((WallboardLevel.Calm, ""), (quiet.Level, quiet.Alerts));
        Assert.Null(Read(Figure(WallboardMetric.ServicePercent) with { Queues = ["452"] }).Figure!.Value);
        Assert.Equal(0, Read(Figure(WallboardMetric.Waiting) with { Queues = ["999"] }).Figure!.Value);
    }

    [Fact]
    public void Figure_ThresholdReached_SaysItAndIsHeard()
    {
        var reading = Read(Figure(WallboardMetric.LongestWait, 60, 120, WallboardSound.Warning));
        Assert.Equal((WallboardLevel.Warning, "LongestWait:=1"), (reading.Level, reading.Alerts));
        Assert.Equal("", Read(Figure(WallboardMetric.LongestWait, 60, 120, WallboardSound.Alarm)).Alerts);
    }

    [Fact]
    public void Figure_TimeGoesOn_ReachesItsThresholdWithoutNews()
    {
        var tile = Figure(WallboardMetric.LongestWait, 60, 120, WallboardSound.Alarm);
        Assert.Equal(WallboardLevel.Warning, TileReading.Of(Frame(tile, s_now.AddSeconds(24)), tile).Level);
        Assert.Equal("LongestWait:=2", TileReading.Of(Frame(tile, s_now.AddSeconds(25)), tile).Alerts);
    }

    [Fact]
    public void Queues_OneOfThemIsBad_NamesIt()
    {
        var tile = new WallboardTile
        {
            Id = 1, Kind = WallboardTileKind.Queues, Metrics = [WallboardMetric.Waiting, WallboardMetric.ServicePercent],
            Thresholds = [new() { Metric = WallboardMetric.ServicePercent, Above = false, Warning = 90, Alarm = 75, Sound = WallboardSound.Warning }],
        };
        var reading = Read(tile);
        Assert.Equal(["450", "451", "452"], reading.Queues.Select(q => q.Queue.Number));
        Assert.Equal([WallboardLevel.Warning, WallboardLevel.Alarm, WallboardLevel.Calm], reading.Queues.Select(q => q.Cells[1].Level));
        Assert.Equal((WallboardLevel.Alarm, "ServicePercent:450=1 ServicePercent:451=2"), (reading.Level, reading.Alerts));
    }

    [Fact]
    public void Agents_TooLongInAPause_IsMarkedAndNobodyElse()
    {
        var tile = new WallboardTile
        {
            Id = 1, Kind = WallboardTileKind.Agents, Thresholds = [new() { Metric = WallboardMetric.PauseTime, Warning = 10, Alarm = 1800, Sound = WallboardSound.Alarm }],
        };
        var reading = Read(tile);
        Assert.Equal(["501", "502", "503", "504"], reading.Agents.Select(a => a.Agent.Extension));
        Assert.Equal([WallboardLevel.Calm, WallboardLevel.Calm, WallboardLevel.Alarm, WallboardLevel.Calm], reading.Agents.Select(a => a.Level));
        Assert.Equal("PauseTime:503=2", reading.Alerts);
        Assert.Equal(["501", "504"], Read(tile with { Queues = ["451"] }).Agents.Select(a => a.Agent.Extension));
    }

    [Fact]
    public void Callers_OfAllQueues_TheLongestFirst()
    {
        var tile = new WallboardTile { Id = 1, Kind = WallboardTileKind.Callers, Thresholds = [new() { Metric = WallboardMetric.LongestWait, Warning = 30, Alarm = 90 }] };
        var reading = Read(tile);
        Assert.Equal([("c", WallboardLevel.Alarm), ("a", WallboardLevel.Warning), ("b", WallboardLevel.Calm)], reading.Callers.Select(c => (c.Caller.CallId, c.Level)));
        Assert.Equal("", reading.Alerts);
    }

    [Theory]
    [InlineData("+79001112233", "··· 22-33")]
    [InlineData("8 (495) 111-22-33", "··· 22-33")]
    [InlineData("501", "···")]
    [InlineData("anonymous", "···")]
    public void Masked_AnyNumber_TellsFourDigitsAtMost(string number, string text) => Assert.Equal(text, WallboardWords.Masked(number));

    private static TileReading Read(WallboardTile tile) => TileReading.Of(Frame(tile, s_now), tile);

    private static BoardFrame Frame(WallboardTile tile, DateTimeOffset now) => new() { Board = new() { Name = "Hall", Tiles = [tile] }, Floor = s_floor, Now = now };

    private static WallboardTile Figure(WallboardMetric metric, int? warning = null, int? alarm = null, WallboardSound sound = WallboardSound.None) => new()
    {
        Id = 1, Kind = WallboardTileKind.Figure, Metrics = [metric], Thresholds = [new() { Metric = metric, Warning = warning, Alarm = alarm, Sound = sound }],
    };

    private static FloorWaiting Waits(string call, int seconds) => new(call, "+79001112233", null, s_now.AddSeconds(-seconds), 1);

    private static FloorMember Member(string extension, MemberState state, int seconds) =>
        new() { Extension = extension, Name = $"Operator {extension}", State = state, Since = s_now.AddSeconds(-seconds) };

    private static FloorQueue Queue(string number, FloorMember[] members) => new() { Number = number, Name = $"Queue {number}", ServiceLevelSeconds = 20, Members = [.. members] };

    private static FloorSnapshot Floor(params FloorQueue[] queues) => new()
    {
        Version = 1,
        At = s_now,
        Link = new(LinkState.Live, s_now, null),
        Queues = queues.ToImmutableSortedDictionary(queue => queue.Number, queue => queue, StringComparer.Ordinal),
    };
}
