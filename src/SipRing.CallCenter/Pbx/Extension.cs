using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx;

/// <summary>A phone of the own Asterisk with its number. Its secret is kept apart: <see cref="PbxConfiguration.Secrets"/>.</summary>
public sealed record Extension(string Number, string Name) : IPbxItem
{
    public const string AllRoutes = "*";

    /// <summary>The number shown outside; empty leaves it to the trunk.</summary>
    public string OutsideNumber { get; init; } = "";

    /// <summary>The name shown outside; empty is none.</summary>
    public string OutsideName { get; init; } = "";

    /// <summary>The outgoing routes it may use, by id; <see cref="AllRoutes"/> among them is every one. Ask <see cref="MayUse"/>.</summary>
    public IReadOnlyList<string> OutgoingRoutes { get; init; } = [AllRoutes];

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
    public IEnumerable<PbxReference> References => OutgoingRoutes.Where(r => r != AllRoutes).Select(r => new PbxReference(PbxKind.OutgoingRoute, r, "outgoingRoutes"));

    public bool MayUse(string outgoingRoute) => OutgoingRoutes.Contains(AllRoutes) || OutgoingRoutes.Contains(outgoingRoute);
}
