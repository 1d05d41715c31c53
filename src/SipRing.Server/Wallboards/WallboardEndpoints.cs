using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Api;
using SipRing.Server.Shared;

namespace SipRing.Server.Wallboards;

/// <summary>Boards for programs: the same use cases as the editor's.</summary>
internal static class WallboardEndpoints
{
    public static void MapWallboards(this IEndpointRouteBuilder api)
    {
        var boards = api.MapGroup("/wallboards").WithTags("Wallboards");
        boards.MapGet("", async (Caller caller, ListWallboards list, CancellationToken cancellationToken) =>
                (await list.HandleAsync(caller.Actor, cancellationToken)).ToListAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("Every wallboard").Produces<ItemList<Wallboard>>().MayRefuse();
        boards.MapGet("/{id}", async (string id, Caller caller, GetWallboard get, CancellationToken cancellationToken) =>
                (await get.HandleAsync(caller.Actor, Number(id), cancellationToken)).ToAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("One wallboard").Produces<Wallboard>().MayRefuse(StatusCodes.Status404NotFound);
        boards.MapPost("", async (Caller caller, Body<WallboardBody> body, SaveWallboard save, CancellationToken cancellationToken) => body.Ok(out var board, out var problem)
                ? await SaveAsync(caller, board.ToBoard(0) with { Version = 0 }, save, cancellationToken)
                : problem)
            .RequireAuthorization(nameof(Permission.ManageWallboards)).WithSummary("Make a wallboard")
            .WithDescription("Tiles lie on a grid of 12 columns and `rows` rows, counted from 0, and not on each other. Thresholds are `at or above` where `above` is true, else `at or below`; times are in seconds.")
            .Produces<Wallboard>(StatusCodes.Status201Created).MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        boards.MapPut("/{id}", async (string id, Caller caller, Body<WallboardBody> body, SaveWallboard save, CancellationToken cancellationToken) =>
                !body.Ok(out var board, out var problem) ? problem
                : Number(id) is var number and > 0 ? await SaveAsync(caller, board.ToBoard(number), save, cancellationToken)
                : Problems.From(GetWallboard.Unknown(0)))
            .RequireAuthorization(nameof(Permission.ManageWallboards)).WithSummary("Replace a wallboard; its open screens follow at once")
            .WithDescription("`version` is the one that was read: a change that somebody made meanwhile is not overwritten.")
            .Produces<Wallboard>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        boards.MapDelete("/{id}", async (string id, Caller caller, DeleteWallboard delete, CancellationToken cancellationToken) =>
                (await delete.HandleAsync(caller.Actor, Number(id), cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManageWallboards)).WithSummary("Remove a wallboard").Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound);
        boards.MapPost("/{id}/link", async (string id, Caller caller, ShareWallboard share, CancellationToken cancellationToken) =>
                (await share.HandleAsync(caller.Actor, Number(id), cancellationToken))
                    .ToAnswer(shared => TypedResults.Ok(new SharedLink(Urls.SharedBoard(shared.Secret), shared.Link.At, shared.Link.By))))
            .RequireAuthorization(nameof(Permission.ShareWallboards)).WithSummary("Make a link by which the wallboard is seen without a sign-in; the one before ends")
            .Produces<SharedLink>().MayRefuse(StatusCodes.Status404NotFound);
        boards.MapDelete("/{id}/link", async (string id, Caller caller, UnshareWallboard unshare, CancellationToken cancellationToken) =>
                (await unshare.HandleAsync(caller.Actor, Number(id), cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ShareWallboards)).WithSummary("End the link; screens that came by it are dark at once")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> SaveAsync(Caller caller, Wallboard board, SaveWallboard save, CancellationToken cancellationToken) =>
        (await save.HandleAsync(caller.Actor, board, cancellationToken)).ToAnswer(saved => saved.Created
            ? TypedResults.Created($"/api/v1/wallboards/{saved.Board.Id}", saved.Board)
            : TypedResults.Ok(saved.Board));

    // What is no number has no board.
    private static int Number(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
