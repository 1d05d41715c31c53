using SipRing.CallCenter.Common.Csv;

namespace SipRing.CallCenter.Contacts.Import;

/// <summary>What becomes of a row that is a contact already: one of its numbers is, or where it has none, its name with the company.</summary>
public enum DuplicateRule
{
    /// <summary>The contact stays as it is; the row is told as skipped.</summary>
    Skip,

    /// <summary>What the contact lacks is filled in; numbers, tags and notes are added.</summary>
    Merge,

    /// <summary>What the row says takes the place of what was there; what it does not say stays.</summary>
    Replace,
}

/// <summary>How a file is read.</summary>
/// <param name="Columns">What each column fills (<see cref="ContactColumn"/>), in their order.</param>
public sealed record ImportPlan(CsvShape Shape, bool HasHeads, IReadOnlyList<string> Columns, DuplicateRule Duplicates);

public enum RowOutcome
{
    Added,
    Changed,

    /// <summary>A contact that says all of it already.</summary>
    Same,

    /// <summary>A contact that is left as it is.</summary>
    Skipped,
    Refused,
}

/// <summary>How far it is.</summary>
/// <param name="Share">Of the file, 0 to 1.</param>
public sealed record ImportCount(double Share, int Rows, int Added, int Changed, int Same, int Skipped, int Refused)
{
    public static ImportCount None { get; } = new(0, 0, 0, 0, 0, 0, 0);
}
