using SipRing.CallCenter.Access;

namespace SipRing.CallCenter.Audit;

/// <summary>How much an entry weighs; the audit and the log of the system use the same three.</summary>
public enum EntryLevel
{
    Information,
    Warning,
    Error,
}

/// <summary>One act of somebody, as it was written. Nothing in SipRing changes or removes one.</summary>
public sealed record AuditEntry(long Id, DateTimeOffset At, EntryLevel Level, ActorKind ActorKind, string Actor, string Action, string Target, string? Detail);

/// <summary>Which entries; null is no restriction.</summary>
public sealed record EntryFilter
{
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Every word of it is found somewhere in the entry, in either case.</summary>
    public string? Text { get; init; }

    /// <summary>This level and those above.</summary>
    public EntryLevel Level { get; init; }

    /// <summary>The name of who did it, exactly.</summary>
    public string? Person { get; init; }

    /// <summary>What it was done to, exactly.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// The levels to ask for one by one, each of which an index has in the order of time; null where all are wanted and the
    /// index of time alone serves.
    /// </summary>
    internal IReadOnlyList<EntryLevel?> Levels => Level == EntryLevel.Information ? [null] : [.. Enum.GetValues<EntryLevel>().Where(l => l >= Level).Select(l => (EntryLevel?)l)];

    internal IEnumerable<string> Words => (Text ?? "").ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Where a page of entries ended, newest first.</summary>
/// <param name="AtMs">Milliseconds since 1970.</param>
/// <param name="Id">Entries of that moment with a smaller id come after it.</param>
public readonly record struct EntryPosition(long AtMs, long Id);

/// <summary>The audit, newest first.</summary>
public interface IAuditEntries
{
    /// <param name="filter">Which.</param>
    /// <param name="after">Goes on behind this one; null begins with the newest.</param>
    /// <param name="limit">So many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<AuditEntry>> ListAsync(EntryFilter filter, EntryPosition? after, int limit, CancellationToken cancellationToken);

    /// <summary>Everybody who ever did something.</summary>
    Task<IReadOnlyList<string>> PeopleAsync(CancellationToken cancellationToken);
}
