using SipRing.CallCenter.Wallboards;

namespace SipRing.Server.Wallboards;

/// <param name="Version">The one that was read; 0 for a new board.</param>
/// <param name="Language">ru, en, or null for that of the browser.</param>
public sealed record WallboardBody(
    string Name, IReadOnlyList<WallboardTileBody> Tiles, int Version = 0, int Rows = 8, WallboardTheme Theme = WallboardTheme.System, string? Language = null, bool HideNames = true, bool HideCallers = true)
{
    public Wallboard ToBoard(int id) => new()
    {
        Id = id,
        Name = Name,
        Rows = Rows,
        Theme = Theme,
        Language = Language,
        HideNames = HideNames,
        HideCallers = HideCallers,
        Version = Version,
        Tiles = [.. Tiles.Select(tile => tile.ToTile())],
    };
}

/// <param name="X">Column, from 0.</param>
/// <param name="Y">Row, from 0.</param>
/// <param name="Queues">Numbers; empty for all.</param>
public sealed record WallboardTileBody(
    int Id,
    WallboardTileKind Kind,
    int X,
    int Y,
    int Width,
    int Height,
    string Title = "",
    IReadOnlyList<string>? Queues = null,
    IReadOnlyList<WallboardMetric>? Metrics = null,
    IReadOnlyList<WallboardThreshold>? Thresholds = null,
    int Hours = 8,
    int Minutes = 60,
    string Text = "")
{
    public WallboardTile ToTile() => new()
    {
        Id = Id,
        Kind = Kind,
        X = X,
        Y = Y,
        Width = Width,
        Height = Height,
        Title = Title,
        Queues = Queues ?? [],
        Metrics = Metrics ?? [],
        Thresholds = Thresholds ?? [],
        Hours = Hours,
        Minutes = Minutes,
        Text = Text,
    };
}

/// <param name="Path">To be put behind the address of SipRing. Told this one time.</param>
public sealed record SharedLink(string Path, DateTimeOffset At, string By);
