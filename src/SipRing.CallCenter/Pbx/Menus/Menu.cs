using System.Collections.Immutable;

namespace SipRing.CallCenter.Pbx.Menus;

/// <param name="Key">One sign of <see cref="Menu.AllKeys"/>.</param>
public sealed record MenuKey(string Key, Destination Destination);

/// <summary>A voice menu: a greeting, and what each key leads to.</summary>
public sealed record Menu : IPbxItem
{
    /// <summary>The keys of a telephone.</summary>
    public const string AllKeys = "1234567890*#";

    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>The id of the sound that tells the choices.</summary>
    public required string Greeting { get; init; }

    public ImmutableArray<MenuKey> Keys { get; init; } = [];

    /// <summary>How long it waits for a key after the greeting.</summary>
    public int WaitSeconds { get; init; } = 5;

    /// <summary>How often the greeting is played before the call goes on without a key.</summary>
    public int Plays { get; init; } = 3;

    /// <summary>Where the call goes without a key.</summary>
    public Destination NoKey { get; init; } = Destination.HangUp;

    /// <summary>The id of the sound after a key that leads nowhere; empty plays the greeting again at once.</summary>
    public string WrongKey { get; init; } = "";

    /// <summary>Callers may dial an extension instead of a key.</summary>
    public bool DialExtensions { get; init; }

    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Menu;

    IEnumerable<PbxReference> IPbxItem.References =>
    [
        new(PbxKind.Announcement, Greeting, "greeting"),
        .. WrongKey.Length == 0 ? [] : new PbxReference[] { new(PbxKind.Announcement, WrongKey, "wrongKey") },
        .. Keys.SelectMany(k => PbxReference.Of(k.Destination, "keys")),
        .. PbxReference.Of(NoKey, "noKey"),
    ];
}
