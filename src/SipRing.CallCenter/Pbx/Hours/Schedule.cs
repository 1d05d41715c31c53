using System.Collections.Immutable;

namespace SipRing.CallCenter.Pbx.Hours;

public enum ScheduleMode
{
    /// <summary>As week and holidays say.</summary>
    ByHours,
    AlwaysOpen,
    AlwaysClosed,
}

/// <summary>Working hours in the time zone of the call centre: a call goes on by the branch for open or closed.</summary>
public sealed record Schedule : IPbxItem
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Set by hand where a day goes otherwise than planned; stays until it is set back.</summary>
    public ScheduleMode Mode { get; init; }
    public ImmutableArray<WeekHours> Week { get; init; } = [];
    public bool KeepsHolidays { get; init; } = true;
    public Destination Open { get; init; } = Destination.HangUp;
    public Destination Closed { get; init; } = Destination.HangUp;

    /// <summary>On a holiday out of its hours; null is as closed.</summary>
    public Destination? OnHoliday { get; init; }

    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Schedule;

    IEnumerable<PbxReference> IPbxItem.References =>
    [
        .. PbxReference.Of(Open, "open"),
        .. PbxReference.Of(Closed, "closed"),
        .. PbxReference.Of(OnHoliday, "onHoliday"),
    ];
}
