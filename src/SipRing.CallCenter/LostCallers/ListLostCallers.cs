using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Lost callers, a page at a time: those that wait by when they are due, the others newest first.</summary>
public sealed class ListLostCallers
{
    private readonly LostCallerQuery _query;

    internal ListLostCallers(LostCallerQuery query) => _query = query;

    public async Task<Result<Page<LostCaller>>> HandleAsync(Actor actor, LostCallerFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.HandleLostCallers) is { } forbidden)
            return forbidden;
        try
        {
            return await _query.ListAsync(filter, limit, cursor, cancellationToken);
        }
        catch (ArgumentException e) when (e.ParamName == nameof(cursor))
        {
            return new Refusal("cursor-invalid", "The cursor is not one that a page before gave.", nameof(cursor));
        }
    }
}
