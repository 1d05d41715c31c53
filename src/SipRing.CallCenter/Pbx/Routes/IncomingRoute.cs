using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>Where a call from outside goes. Routes are asked in their order; the first that fits takes the call.</summary>
public sealed record IncomingRoute : IPbxOrdered<IncomingRoute>
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The place in the order, from 1.</summary>
    public int Order { get; init; }
    public bool Enabled { get; init; } = true;

    /// <summary>The number that was called, or a pattern; empty takes every number.</summary>
    public string Number { get; init; } = "";

    /// <summary>The number that calls, or a pattern; empty takes every caller.</summary>
    public string Caller { get; init; } = "";

    /// <summary>The id of a trunk; empty takes calls of all of them.</summary>
    public string Trunk { get; init; } = "";

    /// <summary>Stands before the caller's name on the phones.</summary>
    public string NamePrefix { get; init; } = "";

    /// <summary>The language of what the caller hears; empty is that of the call centre.</summary>
    public string Language { get; init; } = "";
    public required Destination Destination { get; init; }

    /// <summary>Takes what no other route took.</summary>
    [JsonIgnore]
    public bool IsCatchAll => Number.Length == 0 && Caller.Length == 0 && Trunk.Length == 0;

    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.IncomingRoute;

    IncomingRoute IPbxOrdered<IncomingRoute>.At(int order) => this with { Order = order };

    IEnumerable<PbxReference> IPbxItem.References =>
    [
        .. Trunk.Length == 0 ? [] : new PbxReference[] { new(PbxKind.Trunk, Trunk, "trunk") },
        .. PbxReference.Of(Destination, "destination"),
    ];
}
