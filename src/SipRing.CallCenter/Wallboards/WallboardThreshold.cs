namespace SipRing.CallCenter.Wallboards;

public enum WallboardLevel
{
    Calm,
    Warning,
    Alarm,
}

/// <summary>From which level on a threshold is heard.</summary>
public enum WallboardSound
{
    None,
    Alarm,
    Warning,
}

/// <summary>From where on a figure is amber and red.</summary>
public sealed record WallboardThreshold
{
    public required WallboardMetric Metric { get; init; }

    /// <summary>True: at the value or above; false: at the value or below.</summary>
    public bool Above { get; init; } = true;
    public int? Warning { get; init; }
    public int? Alarm { get; init; }
    public WallboardSound Sound { get; init; }

    /// <summary>What nobody knows (a service level without a call) alarms nobody.</summary>
    public WallboardLevel LevelOf(double? value) =>
        value is not { } known ? WallboardLevel.Calm
        : Reaches(known, Alarm) ? WallboardLevel.Alarm
        : Reaches(known, Warning) ? WallboardLevel.Warning
        : WallboardLevel.Calm;

    /// <summary>Whether reaching this level is heard.</summary>
    public bool IsHeard(WallboardLevel level) => level switch
    {
        WallboardLevel.Calm => false,
        WallboardLevel.Warning => Sound == WallboardSound.Warning,
        WallboardLevel.Alarm => Sound != WallboardSound.None,
    };

    private bool Reaches(double value, int? limit) => limit is { } at && (Above ? value >= at : value <= at);
}
