using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx.Routes;

/// <summary>Where calls from outside go, and by which trunks those of our phones go out.</summary>
internal static class RouteEndpoints
{
    private static readonly int[] s_refusals = [StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable];

    public static void MapRoutes(this IEndpointRouteBuilder api)
    {
        var incoming = api.MapGroup("/incoming-routes").WithTags("Incoming routes").RequireAuthorization(nameof(Permission.ManagePbx));
        incoming.MapGet("", (Caller caller, ReadPbx read, CancellationToken cancellationToken) => PbxItemRoutes.ListAsync(caller, read, pbx => PbxOrder.Of(pbx.IncomingRoutes), cancellationToken))
            .WithSummary("Every incoming route, as they are asked").Produces<ItemList<IncomingRoute>>().MayRefuse();
        incoming.MapGet("/{key}", (string key, Caller caller, ReadPbx read, CancellationToken cancellationToken) =>
                PbxItemRoutes.GetAsync<IncomingRoute>(caller, read, PbxKind.IncomingRoute, key, cancellationToken))
            .WithSummary("One incoming route").Produces<IncomingRoute>().MayRefuse(StatusCodes.Status404NotFound);
        incoming.MapPut("/{key}", SaveIncomingAsync).WithSummary("Add an incoming route, or replace it")
            .WithDescription("What is left out gets its default; `order` stays. An empty `number`, `caller` or `trunk` takes every one.")
            .Produces<IncomingRoute>().Produces<IncomingRoute>(StatusCodes.Status201Created).MayRefuse(s_refusals);
        incoming.MapRemoveAndPlace(PbxKind.IncomingRoute);

        var outgoing = api.MapGroup("/outgoing-routes").WithTags("Outgoing routes").RequireAuthorization(nameof(Permission.ManagePbx));
        outgoing.MapGet("", (Caller caller, ReadPbx read, CancellationToken cancellationToken) => PbxItemRoutes.ListAsync(caller, read, pbx => PbxOrder.Of(pbx.OutgoingRoutes), cancellationToken))
            .WithSummary("Every outgoing route, as they are asked").Produces<ItemList<OutgoingRoute>>().MayRefuse();
        outgoing.MapGet("/{key}", (string key, Caller caller, ReadPbx read, CancellationToken cancellationToken) =>
                PbxItemRoutes.GetAsync<OutgoingRoute>(caller, read, PbxKind.OutgoingRoute, key, cancellationToken))
            .WithSummary("One outgoing route").Produces<OutgoingRoute>().MayRefuse(StatusCodes.Status404NotFound);
        outgoing.MapPut("/{key}", SaveOutgoingAsync).WithSummary("Add an outgoing route, or replace it")
            .WithDescription("What is left out gets its default; `order` stays. A route without `trunks` refuses its numbers; without `extensions` everybody may use it.")
            .Produces<OutgoingRoute>().Produces<OutgoingRoute>(StatusCodes.Status201Created).MayRefuse(s_refusals);
        outgoing.MapRemoveAndPlace(PbxKind.OutgoingRoute);
    }

    private static async Task<IResult> SaveIncomingAsync(string key, Caller caller, Body<IncomingRouteBody> body, SaveIncomingRoute save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var given, out var problem))
            return problem;
        return PbxItemRoutes.OtherId(given.Id, key) ?? PbxItemRoutes.Saved(await save.HandleAsync(caller.Actor, given.ToRoute(key), cancellationToken), "incoming-routes");
    }

    private static async Task<IResult> SaveOutgoingAsync(string key, Caller caller, Body<OutgoingRouteBody> body, SaveOutgoingRoute save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var given, out var problem))
            return problem;
        return PbxItemRoutes.OtherId(given.Id, key) ?? PbxItemRoutes.Saved(await save.HandleAsync(caller.Actor, given.ToRoute(key), cancellationToken), "outgoing-routes");
    }
}

/// <summary>The whole route: what is left out gets its default.</summary>
/// <param name="Order">The place, from 1; left out: stays, a new one comes last.</param>
/// <param name="Number">The called number or a pattern, as the provider sends it.</param>
/// <param name="Language">What the caller hears: ru or en; empty is that of the call centre.</param>
/// <param name="Id">May be given, as it was read; then it is that of the address.</param>
public sealed record IncomingRouteBody(
    string Name,
    Destination Destination,
    bool? Enabled = null,
    int? Order = null,
    string? Number = null,
    string? Caller = null,
    string? Trunk = null,
    string? NamePrefix = null,
    string? Language = null,
    string? Id = null)
{
    internal IncomingRoute ToRoute(string id) => new()
    {
        Id = id, Name = Name, Destination = Destination, Enabled = Enabled ?? true, Order = Order ?? 0, Number = Number ?? "", Caller = Caller ?? "",
        Trunk = Trunk ?? "", NamePrefix = NamePrefix ?? "", Language = Language ?? "",
    };
}

/// <summary>The whole route: what is left out gets its default.</summary>
/// <param name="Rules">Numbers that it takes, and what becomes of them: `pattern`, `strip`, `prepend`.</param>
/// <param name="Order">The place, from 1; left out: stays, a new one comes last.</param>
/// <param name="Trunks">Ids, in the order they are tried.</param>
/// <param name="Extensions">Numbers of those who may use it.</param>
/// <param name="Schedule">The id of working hours, out of which it is passed over.</param>
/// <param name="Id">May be given, as it was read; then it is that of the address.</param>
public sealed record OutgoingRouteBody(
    string Name,
    IReadOnlyList<DialRule> Rules,
    bool? Enabled = null,
    int? Order = null,
    IReadOnlyList<string>? Trunks = null,
    string? CallerId = null,
    IReadOnlyList<string>? Extensions = null,
    string? Schedule = null,
    int? RingSeconds = null,
    string? Id = null)
{
    internal OutgoingRoute ToRoute(string id)
    {
        var route = new OutgoingRoute { Id = id, Name = Name, Rules = [.. Rules.OfType<DialRule>()], Enabled = Enabled ?? true, Order = Order ?? 0, CallerId = CallerId ?? "", Schedule = Schedule ?? "" };
        return route with
        {
            Trunks = Trunks is null ? route.Trunks : [.. Trunks.OfType<string>()],
            Extensions = Extensions is null ? route.Extensions : [.. Extensions.OfType<string>()],
            RingSeconds = RingSeconds ?? route.RingSeconds,
        };
    }
}
