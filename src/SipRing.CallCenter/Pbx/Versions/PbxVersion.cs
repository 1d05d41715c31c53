namespace SipRing.CallCenter.Pbx.Versions;

public enum PbxVersionKind
{
    /// <summary>What an older SipRing had in tables of its own.</summary>
    Conversion,

    /// <summary>Somebody changed something.</summary>
    Change,

    /// <summary>Many rows of a file at once.</summary>
    Import,

    /// <summary>Made equal to an older one.</summary>
    Undo,
}

/// <summary>One version of the configuration of the own Asterisk, without its content.</summary>
/// <param name="Note">What the kind alone does not say: the name of an imported file, the version that was gone back to.</param>
public sealed record PbxVersion(long Id, DateTimeOffset At, string Actor, PbxVersionKind Kind, PbxSummary Summary, string? Note);

public enum PbxItemChangeKind
{
    Added,
    Changed,
    Removed,
}

public sealed record PbxItemChange(PbxItemChangeKind Change, PbxKind Kind, string Key, string Name);

/// <summary>What a version changed against the one before.</summary>
/// <param name="Count">How many items in all.</param>
/// <param name="First">The first of them, enough for a line of the history.</param>
public sealed record PbxSummary(int Count, IReadOnlyList<PbxItemChange> First)
{
    private const int Kept = 20;

    public static PbxSummary Of(PbxConfiguration before, PbxConfiguration after)
    {
        var changes = PbxComparison.Changes(before, after);
        return new(changes.Count, [.. changes.Take(Kept)]);
    }
}
