namespace SipRing.CallCenter.Wallboards;

/// <summary>What can be measured. Times are in seconds.</summary>
public enum WallboardMetric
{
    Waiting,

    /// <summary>How long the first caller waits; of a list of callers, each one.</summary>
    LongestWait,
    Answered,
    Lost,
    LostPercent,
    ServicePercent,
    Free,
    Talking,
    WrapUp,
    Paused,
    LoggedIn,

    /// <summary>How long an operator is in a pause, in a wrap-up, in a call.</summary>
    PauseTime,
    WrapUpTime,
    TalkTime,
}

public static class WallboardMetrics
{
    public const int LongestSeconds = 86_400;
    public const int Most = 100_000;

    private static readonly WallboardMetric[] s_figures =
    [
        WallboardMetric.Waiting, WallboardMetric.LongestWait, WallboardMetric.Answered, WallboardMetric.Lost, WallboardMetric.LostPercent, WallboardMetric.ServicePercent,
        WallboardMetric.Free, WallboardMetric.Talking, WallboardMetric.WrapUp, WallboardMetric.Paused, WallboardMetric.LoggedIn,
    ];

    private static readonly WallboardMetric[] s_agents = [WallboardMetric.PauseTime, WallboardMetric.WrapUpTime, WallboardMetric.TalkTime];

    /// <summary>Which figures a tile may show.</summary>
    public static IReadOnlyList<WallboardMetric> Shown(WallboardTileKind kind) => kind is WallboardTileKind.Figure or WallboardTileKind.Queues ? s_figures : [];

    /// <summary>What a tile may have thresholds for.</summary>
    public static IReadOnlyList<WallboardMetric> Measured(WallboardTile tile) => tile.Kind switch
    {
        WallboardTileKind.Figure or WallboardTileKind.Queues => tile.Metrics,
        WallboardTileKind.Agents => s_agents,
        WallboardTileKind.Callers => [WallboardMetric.LongestWait],
        WallboardTileKind.Trend or WallboardTileKind.Clock or WallboardTileKind.Text => [],
    };

    public static bool IsTime(WallboardMetric metric) =>
        metric is WallboardMetric.LongestWait or WallboardMetric.PauseTime or WallboardMetric.WrapUpTime or WallboardMetric.TalkTime;

    public static bool IsPercent(WallboardMetric metric) => metric is WallboardMetric.LostPercent or WallboardMetric.ServicePercent;

    /// <summary>Of these more is better: it is the little that alarms.</summary>
    public static bool IsGood(WallboardMetric metric) =>
        metric is WallboardMetric.Answered or WallboardMetric.ServicePercent or WallboardMetric.Free or WallboardMetric.LoggedIn;

    public static int Greatest(WallboardMetric metric) => IsPercent(metric) ? 100 : IsTime(metric) ? LongestSeconds : Most;
}
