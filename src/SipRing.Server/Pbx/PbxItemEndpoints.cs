using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx;

/// <summary>What every kind of item that has an id can do: be listed, be read, be removed, and answer to a save.</summary>
internal static class PbxItemEndpoints
{
    public static void MapPbxItems<T>(this IEndpointRouteBuilder group, PbxKind kind, Func<PbxConfiguration, PbxItems<T>> items)
        where T : class, IPbxItem => group.MapPbxItems(kind, items, item => item);

    /// <param name="show">As it is told to programs.</param>
    public static void MapPbxItems<T, TShown>(this IEndpointRouteBuilder group, PbxKind kind, Func<PbxConfiguration, PbxItems<T>> items, Func<T, TShown> show)
        where T : class, IPbxItem
    {
        group.MapGet("", async (Caller caller, ReadPbx read, CancellationToken cancellationToken) =>
                (await read.HandleAsync(caller.Actor, cancellationToken)).ToAnswer(all => TypedResults.Ok(new ItemList<TShown>([.. items(all).Select(show)]))))
            .WithSummary("All of them").Produces<ItemList<TShown>>().MayRefuse();
        group.MapGet("/{id}", async (string id, Caller caller, ReadPbx read, CancellationToken cancellationToken) =>
                (await read.HandleAsync(caller.Actor, cancellationToken)).ToAnswer(all => items(all)[id] is { } item ? TypedResults.Ok(show(item)) : Problems.From(RemovePbxItem.Unknown(kind, id))))
            .WithSummary("One of them").Produces<TShown>().MayRefuse(StatusCodes.Status404NotFound);
        group.MapDelete("/{id}", async (string id, Caller caller, RemovePbxItem remove, CancellationToken cancellationToken) =>
                (await remove.HandleAsync(caller.Actor, kind, id, cancellationToken)).ToEmptyAnswer())
            .WithSummary("Remove it, where nothing uses it any more").WithDescription("Where something does, the refusal `in-use` names it.")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
    }

    public static IResult ToSavedAnswer<T>(this Result<PbxSaved<T>> result, string address) => result.ToSavedAnswer(address, item => item);

    public static IResult ToSavedAnswer<T, TShown>(this Result<PbxSaved<T>> result, string address, Func<T, TShown> show) =>
        result.ToAnswer(saved => saved.Created ? TypedResults.Created(address, show(saved.Item)) : TypedResults.Ok(show(saved.Item)));
}
