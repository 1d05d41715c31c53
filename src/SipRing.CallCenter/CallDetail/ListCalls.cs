using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.CallDetail;

/// <summary>Calls of the PBX, newest first, a page at a time.</summary>
public sealed class ListCalls(IPhoneCalls calls, Reaches reaches)
{
    public async Task<Result<Page<PhoneCall>>> HandleAsync(Actor actor, PhoneCallFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, filter.Departments, cancellationToken);
        if (!reach.Succeeded)
            return reach.Refusal;
        try
        {
            return await calls.ListAsync(filter with { Scope = reach.Value.ToScope() }, limit, cursor, cancellationToken);
        }
        catch (ArgumentException e) when (e.ParamName == nameof(cursor))
        {
            return new Refusal("cursor-invalid", "The cursor is not one that a page before gave.", nameof(cursor));
        }
    }

    /// <summary>Trunks that calls of the span went over, to choose from.</summary>
    public async Task<Result<IReadOnlyList<string>>> TrunksAsync(Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        return Result.Of(await calls.TrunksAsync(new() { From = from, To = to, Scope = reach.ToScope() }, cancellationToken));
    }
}
