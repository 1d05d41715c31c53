using SipRing.CallCenter.Audit;

namespace SipRing.CallCenter.SystemLog;

/// <summary>Something that SipRing or its Asterisk noticed by itself.</summary>
/// <param name="Source">Which part noticed it: <c>ledger</c>, <c>ami</c>, <c>asterisk</c>.</param>
/// <param name="EventId">The number of a message of SipRing, 0 where it has none.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Detail">What stands behind it, an exception for instance.</param>
public sealed record NewSystemEvent(DateTimeOffset At, EntryLevel Level, string Source, int EventId, string Text, string? Detail = null)
{
    /// <summary>The source of what Asterisk itself says.</summary>
    public const string Asterisk = "asterisk";

    /// <summary>The source of what this log says of itself.</summary>
    public const string Log = "log";
}

/// <summary>A system event as it is kept.</summary>
public sealed record SystemEvent(long Id, DateTimeOffset At, EntryLevel Level, string Source, int EventId, string Text, string? Detail);

/// <summary>What is kept of system events, newest first.</summary>
public interface ISystemEvents
{
    /// <param name="filter">Which; a person does none of them.</param>
    /// <param name="asterisk">True: only what Asterisk said. False: only the rest. Null: both.</param>
    /// <param name="after">Goes on behind this one; null begins with the newest.</param>
    /// <param name="limit">So many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<SystemEvent>> ListAsync(EntryFilter filter, bool? asterisk, EntryPosition? after, int limit, CancellationToken cancellationToken);
}
