using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>Creates an incoming route, changes it or moves it in the order; returns when Asterisk knows it.</summary>
public sealed class SaveIncomingRoute(PbxItemEdits edits)
{
    /// <param name="route">With an empty id it is new. Without a place it stays where it is; a new one comes last, but before those that take every call.</param>
    public Task<Result<PbxSaved<IncomingRoute>>> HandleAsync(Actor actor, IncomingRoute route, CancellationToken cancellationToken) => edits.SaveAsync(
        actor, "incoming-route", before => Change(before, route), r => $"number {(r.Number.Length == 0 ? "any" : r.Number)} to {r.Destination.Kind} {r.Destination.Target}".TrimEnd(), cancellationToken);

    public Task<Result<PbxPreview>> PreviewAsync(Actor actor, IncomingRoute route, CancellationToken cancellationToken) =>
        edits.PreviewAsync(actor, before => Change(before, route), cancellationToken);

    internal static Result<PbxEdited<IncomingRoute>> Change(PbxConfiguration before, IncomingRoute given)
    {
        var id = given.Id.Length > 0 ? given.Id : PbxIds.For(given.Name, "route", before.IncomingRoutes.Contains);
        var route = RouteRules.Canonical(given with { Id = id });
        if ((PbxRules.CheckId(id) ?? RouteRules.Check(route) ?? CallFlow.Check([new("destination", route.Destination)])) is { } invalid)
            return invalid;
        // What takes every call stays behind those that choose.
        var routes = PbxOrder.Insert(before.IncomingRoutes, route, others => route.IsCatchAll ? others.Count : others.TakeWhile(r => !r.IsCatchAll).Count());
        return new PbxEdited<IncomingRoute>(before with { IncomingRoutes = routes }, routes[id]!);
    }
}
