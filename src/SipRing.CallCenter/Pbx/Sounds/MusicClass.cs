using System.Collections.Immutable;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>Music for those who wait: uploaded sounds, one after the other.</summary>
public sealed record MusicClass : IPbxItem
{
    /// <summary>What is heard where nothing else is chosen. Without a class of this id it is the product's own music.</summary>
    public const string DefaultId = "default";

    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Ids of sounds, in the order they are played.</summary>
    public ImmutableArray<string> Sounds { get; init; } = [];

    /// <summary>Each caller hears them in an order of its own.</summary>
    public bool Shuffled { get; init; }

    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.MusicClass;

    IEnumerable<PbxReference> IPbxItem.References =>
    [
        .. Sounds.Select(s => new PbxReference(PbxKind.Announcement, s, "sounds")),
    ];
}
