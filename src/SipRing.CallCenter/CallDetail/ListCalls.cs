using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.CallDetail;

/// <summary>Calls of the PBX, newest first, a page at a time.</summary>
public sealed class ListCalls(IPhoneCalls calls)
{
    public async Task<Result<Page<PhoneCall>>> HandleAsync(Actor actor, PhoneCallFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        try
        {
            return await calls.ListAsync(filter, limit, cursor, cancellationToken);
        }
        catch (ArgumentException e) when (e.ParamName == nameof(cursor))
        {
            return new Refusal("cursor-invalid", "The cursor is not one that a page before gave.", nameof(cursor));
        }
    }
}
