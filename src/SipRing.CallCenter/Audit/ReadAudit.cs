using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Audit;

/// <summary>Who did what, a page at a time, newest first.</summary>
public sealed class ReadAudit(IAuditEntries entries)
{
    public async Task<Result<IReadOnlyList<AuditEntry>>> HandleAsync(Actor actor, EntryFilter filter, EntryPosition? after, int limit, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeSystem) is { } forbidden)
            return forbidden;
        return Result.Of(await entries.ListAsync(filter, after, limit, cancellationToken));
    }

    /// <summary>Those who can be chosen as a filter.</summary>
    public async Task<Result<IReadOnlyList<string>>> PeopleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeSystem) is { } forbidden)
            return forbidden;
        return Result.Of(await entries.PeopleAsync(cancellationToken));
    }
}
