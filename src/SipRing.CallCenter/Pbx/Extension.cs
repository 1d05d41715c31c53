using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx;

/// <summary>A phone of the own Asterisk with its number. Its secret is kept apart: <see cref="PbxConfiguration.Secrets"/>.</summary>
public sealed record Extension(string Number, string Name) : IPbxItem
{
    /// <summary>The number shown outside; empty leaves it to the trunk.</summary>
    public string OutsideNumber { get; init; } = "";

    /// <summary>The name shown outside; empty is none.</summary>
    public string OutsideName { get; init; } = "";

    /// <summary>The outgoing routes it may use, by id; null is every one.</summary>
    public IReadOnlyList<string>? OutgoingRoutes { get; init; }

    /// <summary>Records the calls that it makes and gets itself; what goes through a queue is recorded anyway.</summary>
    public bool RecordCalls { get; init; }

    /// <summary>Whether it may be used from the browser.</summary>
    public bool BrowserPhone { get; init; }

    /// <summary>Phones of one group may take each other's ringing calls by *8; empty is none.</summary>
    public string PickupGroup { get; init; } = "";

    /// <summary>The language of prompts at this phone, <c>ru</c> or <c>en</c>; null is that of the PBX.</summary>
    public string? Language { get; init; }

    string IPbxKeyed.Key => Number;

    PbxKind IPbxItem.Kind => PbxKind.Extension;

    [JsonIgnore]
    public IEnumerable<PbxReference> References => (OutgoingRoutes ?? []).Select(r => new PbxReference(PbxKind.OutgoingRoute, r, "outgoingRoutes"));
}
