namespace SipRing.CallCenter.Wallboards;

/// <summary>A board to begin with: it shows a whole call centre as it is, and is changed like any other.</summary>
public static class UsualWallboard
{
    public static Wallboard Named(string name) => new()
    {
        Name = name,
        Tiles =
        [
            Figure(1, 0, WallboardMetric.Waiting, 2, Over(WallboardMetric.Waiting, 3, 6)),
            Figure(2, 2, WallboardMetric.LongestWait, 3, Over(WallboardMetric.LongestWait, 60, 120)),
            Figure(3, 5, WallboardMetric.Free, 2, Under(WallboardMetric.Free, 1, 0)),
            Figure(4, 7, WallboardMetric.ServicePercent, 3, Under(WallboardMetric.ServicePercent, 85, 75)),
            new() { Id = 5, Kind = WallboardTileKind.Clock, X = 10, Y = 0, Width = 2, Height = 2 },
            new()
            {
                Id = 6,
                Kind = WallboardTileKind.Queues,
                X = 0,
                Y = 2,
                Width = 7,
                Height = 3,
                Metrics =
                [
                    WallboardMetric.Waiting, WallboardMetric.LongestWait, WallboardMetric.Free, WallboardMetric.Answered, WallboardMetric.Lost, WallboardMetric.ServicePercent,
                ],
                Thresholds = [Over(WallboardMetric.LongestWait, 60, 120), Under(WallboardMetric.ServicePercent, 85, 75)],
            },
            new() { Id = 7, Kind = WallboardTileKind.Trend, X = 0, Y = 5, Width = 7, Height = 3 },
            new()
            {
                Id = 8,
                Kind = WallboardTileKind.Agents,
                X = 7,
                Y = 2,
                Width = 5,
                Height = 6,
                Thresholds = [Over(WallboardMetric.PauseTime, 1800, 3600)],
            },
        ],
    };

    private static WallboardTile Figure(int id, int x, WallboardMetric metric, int width, WallboardThreshold threshold) => new()
    {
        Id = id, Kind = WallboardTileKind.Figure, X = x, Y = 0, Width = width, Height = 2, Metrics = [metric], Thresholds = [threshold],
    };

    private static WallboardThreshold Over(WallboardMetric metric, int warning, int alarm) => new() { Metric = metric, Warning = warning, Alarm = alarm };

    private static WallboardThreshold Under(WallboardMetric metric, int warning, int alarm) => new() { Metric = metric, Above = false, Warning = warning, Alarm = alarm };
}
