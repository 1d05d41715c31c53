using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>Creates an outgoing route, changes it or moves it in the order; returns when Asterisk knows it.</summary>
public sealed class SaveOutgoingRoute(PbxItemEdits edits)
{
    /// <param name="route">With an empty id it is new. Without a place it stays where it is; a new one comes last.</param>
    public Task<Result<PbxSaved<OutgoingRoute>>> HandleAsync(Actor actor, OutgoingRoute route, CancellationToken cancellationToken) => edits.SaveAsync(
        actor, "outgoing-route", before => Change(before, route),
        r => $"{string.Join(' ', r.Rules.Select(rule => rule.Pattern))} by {(r.Refuses ? "nothing" : string.Join(", ", r.Trunks))}", cancellationToken);

    public Task<Result<PbxPreview>> PreviewAsync(Actor actor, OutgoingRoute route, CancellationToken cancellationToken) =>
        edits.PreviewAsync(actor, before => Change(before, route), cancellationToken);

    internal static Result<PbxEdited<OutgoingRoute>> Change(PbxConfiguration before, OutgoingRoute given)
    {
        var id = given.Id.Length > 0 ? given.Id : PbxIds.For(given.Name, "route", before.OutgoingRoutes.Contains);
        var route = RouteRules.Canonical(given with { Id = id });
        if ((PbxRules.CheckId(id) ?? RouteRules.Check(route)) is { } invalid)
            return invalid;
        var routes = PbxOrder.Insert(before.OutgoingRoutes, route);
        return new PbxEdited<OutgoingRoute>(before with { OutgoingRoutes = routes }, routes[id]!);
    }
}
