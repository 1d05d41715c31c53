using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx;

/// <summary>The place of a trunk or a route among its like.</summary>
public sealed record PlaceBody(int Place);

/// <summary>What the routes of trunks, incoming and outgoing routes have in common.</summary>
internal static class PbxItemRoutes
{
    public static async Task<IResult> ListAsync<T>(Caller caller, ReadPbx read, Func<PbxConfiguration, IEnumerable<T>> items, CancellationToken cancellationToken) =>
        (await read.HandleAsync(caller.Actor, cancellationToken)).ToAnswer(pbx => TypedResults.Ok(new ItemList<T>([.. items(pbx)])));

    public static async Task<IResult> GetAsync<T>(Caller caller, ReadPbx read, PbxKind kind, string id, CancellationToken cancellationToken)
        where T : class, IPbxItem => (await read.HandleAsync(caller.Actor, cancellationToken)).ToAnswer(pbx =>
            pbx.Find(kind, id) is T item ? TypedResults.Ok(item) : Problems.From(RemovePbxItem.Unknown(kind, id)));

    public static IResult Saved<T>(Result<PbxSaved<T>> result, string address)
        where T : class, IPbxItem => result.ToAnswer(saved => saved.Created ? TypedResults.Created($"/api/v1/{address}/{saved.Item.Key}", saved.Item) : TypedResults.Ok(saved.Item));

    /// <summary>A body may repeat the id of its address, as it was read, but not name another one.</summary>
    public static IResult? OtherId(string? inBody, string inAddress) => inBody is null || string.Equals(inBody, inAddress, StringComparison.Ordinal)
        ? null
        : Problems.Invalid(new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = $"is '{inBody}' here and {inAddress} in the address." });

    /// <summary>Removes one, or moves it to another place.</summary>
    public static void MapRemoveAndPlace(this RouteGroupBuilder group, PbxKind kind)
    {
        group.MapDelete("/{key}", async (string key, Caller caller, RemovePbxItem remove, CancellationToken cancellationToken) =>
                (await remove.HandleAsync(caller.Actor, kind, key, cancellationToken)).ToEmptyAnswer())
            .WithSummary("Remove it; what is in use is not removed").Produces(StatusCodes.Status204NoContent)
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        group.MapPut("/{key}/place", async (string key, Caller caller, Body<PlaceBody> body, MovePbxItem move, CancellationToken cancellationToken) =>
                body.Ok(out var to, out var problem) ? (await move.HandleAsync(caller.Actor, kind, key, to.Place, cancellationToken)).ToEmptyAnswer() : problem)
            .WithSummary("Move it to another place in the order").WithDescription("From 1; beyond the last it becomes the last. The others move on.")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
    }
}
