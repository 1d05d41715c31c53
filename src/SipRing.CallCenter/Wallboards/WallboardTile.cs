namespace SipRing.CallCenter.Wallboards;

public enum WallboardTileKind
{
    /// <summary>One figure, as large as fits.</summary>
    Figure,

    /// <summary>Queues as lines, figures as columns.</summary>
    Queues,

    /// <summary>Operators with their state and how long they are in it.</summary>
    Agents,

    /// <summary>Answered and lost of the last hours as bars, and the service level as a line.</summary>
    Trend,

    /// <summary>Who waits longest.</summary>
    Callers,
    Clock,
    Text,
}

/// <summary>One tile. Columns and rows are counted from 0.</summary>
public sealed record WallboardTile
{
    public const int TitleLimit = 60;
    public const int TextLimit = 500;

    /// <summary>Unique on its board; stays when the tile moves.</summary>
    public required int Id { get; init; }
    public required WallboardTileKind Kind { get; init; }
    public int X { get; init; }
    public int Y { get; init; }
    public int Width { get; init; } = 3;
    public int Height { get; init; } = 2;

    /// <summary>Empty: what it shows says its name.</summary>
    public string Title { get; init; } = "";

    /// <summary>Numbers of queues; empty for all.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];

    /// <summary>The one figure of <see cref="WallboardTileKind.Figure"/>, the columns of <see cref="WallboardTileKind.Queues"/>.</summary>
    public IReadOnlyList<WallboardMetric> Metrics { get; init; } = [];
    public IReadOnlyList<WallboardThreshold> Thresholds { get; init; } = [];

    /// <summary>How far a trend reaches back.</summary>
    public int Hours { get; init; } = 8;

    /// <summary>One bar of a trend: 60 or 15 minutes.</summary>
    public int Minutes { get; init; } = 60;

    /// <summary>Of <see cref="WallboardTileKind.Text"/>.</summary>
    public string Text { get; init; } = "";

    public bool Overlaps(WallboardTile other) =>
        X < other.X + other.Width && other.X < X + Width && Y < other.Y + other.Height && other.Y < Y + Height;
}
