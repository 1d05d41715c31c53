using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Lost callers, a page at a time: those that wait by when they are due, the others newest first.</summary>
public sealed class ListLostCallers
{
    private readonly LostCallerQuery _query;
    private readonly Reaches _reaches;

    internal ListLostCallers(LostCallerQuery query, Reaches reaches) => (_query, _reaches) = (query, reaches);

    public async Task<Result<Page<LostCaller>>> HandleAsync(Actor actor, LostCallerFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.HandleLostCallers) is { } forbidden)
            return forbidden;
        var reach = await _reaches.OfAsync(actor, cancellationToken);
        try
        {
            var page = await _query.ListAsync(filter with { Scope = reach.ToScope() }, limit, cursor, cancellationToken);
            return page with { Items = [.. page.Items.Select(c => c.Within(reach))] };
        }
        catch (ArgumentException e) when (e.ParamName == nameof(cursor))
        {
            return new Refusal("cursor-invalid", "The cursor is not one that a page before gave.", nameof(cursor));
        }
    }
}
