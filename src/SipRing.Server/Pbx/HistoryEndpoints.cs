using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx;

/// <summary>The versions of the configuration of the own Asterisk.</summary>
internal static class HistoryEndpoints
{
    private const int Page = 100;

    public static void MapPbxHistory(this IEndpointRouteBuilder api)
    {
        var versions = api.MapGroup("/pbx/versions").WithTags("PBX").RequireAuthorization(nameof(Permission.ManagePbx));
        versions.MapGet("", async (Caller caller, PbxHistory history, CancellationToken cancellationToken) =>
                (await history.ListAsync(caller.Actor, null, Page, cancellationToken)).ToListAnswer())
            .WithSummary("The last versions, the newest first").Produces<ItemList<PbxVersion>>().MayRefuse();
        versions.MapGet("/{id}", async (long id, Caller caller, PbxHistory history, CancellationToken cancellationToken) =>
                (await history.GetAsync(caller.Actor, id, cancellationToken)).ToAnswer())
            .WithSummary("A version, with what it changed in Asterisk's files").Produces<PbxVersionDetail>().MayRefuse(StatusCodes.Status404NotFound);
        versions.MapPost("/{id}/undo", async (long id, Caller caller, PbxHistory history, CancellationToken cancellationToken) =>
                (await history.UndoAsync(caller.Actor, id, cancellationToken)).ToEmptyAnswer())
            .WithSummary("Make everything as it was in this version").WithDescription("Becomes a new version. Whoever is logged in at a phone or queue that goes with it is logged out.")
            .Produces(StatusCodes.Status204NoContent)
            .MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);
    }
}
