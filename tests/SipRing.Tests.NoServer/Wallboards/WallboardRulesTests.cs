using SipRing.CallCenter.Wallboards;
using Xunit;

namespace SipRing.Tests.NoServer.Wallboards;

public sealed class WallboardRulesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Hall\r\nSet-Cookie: a=b")]
    [InlineData("Hall\0")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890")]
    public void Check_NameThatIsNone_RefusesAtTheName(string name) => Refused("wallboard-name-invalid", "name", Board() with { Name = name });

    [Theory]
    [InlineData("'; DROP TABLE wallboards; --")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("${EVIL}, \"a\"; /../ \\ ёж 🦔")]
    public void Check_NameOfAnyCharacters_IsAName(string name) => Assert.Null(WallboardRules.Check(Board() with { Name = name }));

    [Fact]
    public void Check_BoardItself_RefusesWhatIsOutside()
    {
        Refused("wallboard-rows-invalid", "rows", Board() with { Rows = 3 });
        Refused("wallboard-rows-invalid", "rows", Board() with { Rows = 17 });
        Refused("wallboard-language-invalid", "language", Board() with { Language = "de" });
        Refused("wallboard-tile-twice", "tiles", Board(Clock(1, 0), Clock(1, 4)));
        Refused("wallboard-tiles-overlap", "tiles", Board(Clock(1, 0), Clock(2, 1)));
        Refused("wallboard-tile-outside", "tiles", Board(Clock(1, 11)));
        Refused("wallboard-tile-outside", "tiles", Board(Clock(1, int.MinValue)));
        Refused("wallboard-tile-outside", "tiles", Board(Clock(1, 0) with { Width = int.MaxValue }));
        Refused("wallboard-tile-outside", "tiles", Board(Clock(1, 0) with { Kind = WallboardTileKind.Agents, Height = 1 }));
        Refused("wallboard-tiles-many", "tiles", Board([.. Enumerable.Range(0, 41).Select(i => Clock(i, 0))]));
    }

    [Fact]
    public void Check_Tile_RefusesAtItsField()
    {
        Refused("tile-title-invalid", "title", Board(Clock(1, 0) with { Title = new('x', 61) }));
        Refused("tile-title-invalid", "title", Board(Clock(1, 0) with { Title = "a\nb" }));
        Refused("tile-text-missing", "text", Board(Clock(1, 0) with { Kind = WallboardTileKind.Text }));
        Refused("tile-text-invalid", "text", Board(Clock(1, 0) with { Kind = WallboardTileKind.Text, Text = new('x', 501) }));
        Refused("tile-queues-invalid", "queues", Board(Clock(1, 0) with { Queues = ["450", "450"] }));
        Refused("tile-queues-invalid", "queues", Board(Clock(1, 0) with { Queues = ["450' OR 1=1"] }));
        Refused("tile-hours-invalid", "hours", Board(Clock(1, 0) with { Hours = 25 }));
        Refused("tile-minutes-invalid", "minutes", Board(Clock(1, 0) with { Minutes = 0 }));
        Refused("tile-metric-one", "metrics", Board(Clock(1, 0) with { Kind = WallboardTileKind.Figure }));
        Refused("tile-metrics-invalid", "metrics", Board(Figure(WallboardMetric.PauseTime)));
        Refused("tile-metrics-missing", "metrics", Board(Clock(1, 0) with { Kind = WallboardTileKind.Queues, Width = 4 }));
    }

    [Fact]
    public void Check_Thresholds_FollowTheirFigureAndTheirSide()
    {
        Refused("tile-thresholds-invalid", "thresholds", Board(Figure(WallboardMetric.Waiting, new WallboardThreshold { Metric = WallboardMetric.Lost, Alarm = 1 })));
        Refused("threshold-range", "thresholds", Board(Figure(WallboardMetric.ServicePercent, new WallboardThreshold { Metric = WallboardMetric.ServicePercent, Alarm = 101 })));
        Refused("threshold-range", "thresholds", Board(Figure(WallboardMetric.Waiting, new WallboardThreshold { Metric = WallboardMetric.Waiting, Warning = -1 })));
        Refused("threshold-order", "thresholds", Board(Figure(WallboardMetric.Waiting, new WallboardThreshold { Metric = WallboardMetric.Waiting, Warning = 5, Alarm = 4 })));
        Refused("threshold-order", "thresholds", Board(Figure(WallboardMetric.Free, new WallboardThreshold { Metric = WallboardMetric.Free, Above = false, Warning = 1, Alarm = 2 })));
        Assert.Null(WallboardRules.Check(Board(Figure(WallboardMetric.Free, new WallboardThreshold { Metric = WallboardMetric.Free, Above = false, Warning = 2, Alarm = 0 }))));
    }

    private static void Refused(string id, string field, Wallboard board)
    {
        var refusal = WallboardRules.Check(board);
        Assert.Equal((id, field), (refusal?.Id, refusal?.Field));
    }

    private static Wallboard Board(params WallboardTile[] tiles) => new() { Name = "Hall", Tiles = tiles };

    private static WallboardTile Clock(int id, int x) => new() { Id = id, Kind = WallboardTileKind.Clock, X = x, Width = 2, Height = 2 };

    private static WallboardTile Figure(WallboardMetric metric, params WallboardThreshold[] thresholds) =>
        Clock(1, 0) with { Kind = WallboardTileKind.Figure, Metrics = [metric], Thresholds = thresholds };
}
