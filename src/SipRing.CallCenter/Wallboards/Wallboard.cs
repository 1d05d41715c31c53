namespace SipRing.CallCenter.Wallboards;

public enum WallboardTheme
{
    /// <summary>As the browser that shows it.</summary>
    System,
    Light,
    Dark,
}

/// <summary>A screen on the wall: tiles on a grid of twelve columns that always fills it.</summary>
public sealed record Wallboard
{
    public const int NameLimit = 60;

    /// <summary>0 for one that is not kept yet.</summary>
    public int Id { get; init; }
    public required string Name { get; init; }

    /// <summary>How many rows share the height of the screen.</summary>
    public int Rows { get; init; } = 8;
    public WallboardTheme Theme { get; init; }

    /// <summary>"ru" or "en"; null is the language of the browser that shows it.</summary>
    public string? Language { get; init; }

    /// <summary>By the public link operators are their phone numbers.</summary>
    public bool HideNames { get; init; } = true;

    /// <summary>By the public link callers are the last digits of their numbers.</summary>
    public bool HideCallers { get; init; } = true;
    public IReadOnlyList<WallboardTile> Tiles { get; init; } = [];

    /// <summary>Grows by one with every change: who saves says which one he changed.</summary>
    public int Version { get; init; }
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>The public link, if there is one. The link itself is known to nobody any more.</summary>
    public WallboardLink? Link { get; init; }
}

public sealed record WallboardLink(DateTimeOffset At, string By);
