namespace SipRing.CallCenter.Pbx;

/// <summary>Something of the configuration that is found by a key.</summary>
public interface IPbxKeyed
{
    /// <summary>The number, or the id where it has none: stable, of letters, digits and <c>-</c>.</summary>
    string Key { get; }
}

/// <summary>A noun of the configuration: what the history lists, and what may be referred to.</summary>
public interface IPbxItem : IPbxKeyed
{
    PbxKind Kind { get; }

    string Name { get; }

    /// <summary>What it leads to or uses; every one must exist.</summary>
    IEnumerable<PbxReference> References => [];
}

public enum PbxKind
{
    Extension,
    Queue,
    Trunk,
    IncomingRoute,
    OutgoingRoute,
    Menu,
    Schedule,
    Holiday,
    MusicClass,
    Announcement,
}

/// <summary>One use of an item by another one.</summary>
/// <param name="Kind">What is used.</param>
/// <param name="Key">Which one.</param>
/// <param name="Field">The camelCase field of the user that names it, for the refusal.</param>
public readonly record struct PbxReference(PbxKind Kind, string Key, string Field)
{
    /// <summary>What a destination leads to, its announcements' followers included.</summary>
    public static IEnumerable<PbxReference> Of(Destination? destination, string field)
    {
        for (var next = destination; next is not null; next = next.Then)
        {
            PbxKind? kind = next.Kind switch
            {
                DestinationKind.HangUp or DestinationKind.Busy => null,
                DestinationKind.Queue => PbxKind.Queue,
                DestinationKind.Extension => PbxKind.Extension,
                DestinationKind.Menu => PbxKind.Menu,
                DestinationKind.Schedule => PbxKind.Schedule,
                DestinationKind.Announcement => PbxKind.Announcement,
            };
            if (kind is { } used)
                yield return new(used, next.Target, field);
        }
    }
}
