using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>
/// Which numbers go out, by which trunks, for whom. Routes are asked in their order; the first that fits, and that the phone may
/// use now, takes the call. A route without trunks refuses its numbers.
/// </summary>
public sealed record OutgoingRoute : IPbxOrdered<OutgoingRoute>
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The place in the order, from 1.</summary>
    public int Order { get; init; }
    public bool Enabled { get; init; } = true;
    public ImmutableArray<DialRule> Rules { get; init; } = [];

    /// <summary>Ids of trunks: the next one is tried where one is down or full, never where the other side is busy.</summary>
    public ImmutableArray<string> Trunks { get; init; } = [];

    /// <summary>The number that is shown to the other side; empty leaves it to the trunk.</summary>
    public string CallerId { get; init; } = "";

    /// <summary>The extensions that may use it; empty is everybody.</summary>
    public ImmutableArray<string> Extensions { get; init; } = [];

    /// <summary>The id of a schedule: out of its hours the route is passed over. Empty is always.</summary>
    public string Schedule { get; init; } = "";

    /// <summary>How long the other side may ring.</summary>
    public int RingSeconds { get; init; } = 60;

    [JsonIgnore]
    public bool Refuses => Trunks.IsEmpty;

    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.OutgoingRoute;

    OutgoingRoute IPbxOrdered<OutgoingRoute>.At(int order) => this with { Order = order };

    IEnumerable<PbxReference> IPbxItem.References =>
    [
        .. Trunks.Select(t => new PbxReference(PbxKind.Trunk, t, "trunks")),
        .. Extensions.Select(e => new PbxReference(PbxKind.Extension, e, "extensions")),
        .. Schedule.Length == 0 ? [] : new PbxReference[] { new(PbxKind.Schedule, Schedule, "schedule") },
    ];
}
