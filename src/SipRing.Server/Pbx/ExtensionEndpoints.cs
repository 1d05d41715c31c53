using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx;

/// <summary>Phones with their numbers.</summary>
internal static class ExtensionEndpoints
{
    public static void MapExtensions(this IEndpointRouteBuilder api)
    {
        var extensions = api.MapGroup("/extensions").WithTags("Extensions");
        extensions.MapGet("", async (Caller caller, ListExtensions list, CancellationToken cancellationToken) => (await list.HandleAsync(caller.Actor, cancellationToken)).ToListAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("Every extension").Produces<ItemList<Extension>>().MayRefuse();
        extensions.MapGet("/{number}", async (string number, Caller caller, GetExtension get, CancellationToken cancellationToken) =>
                (await get.HandleAsync(caller.Actor, number, cancellationToken)).ToAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("One extension").WithDescription("The secret of a phone is never told.")
            .Produces<Extension>().MayRefuse(StatusCodes.Status404NotFound);
        extensions.MapPut("/{number}", SaveAsync)
            .RequireAuthorization(nameof(Permission.ManagePbx)).WithSummary("Add an extension, or change it").WithDescription("A registered phone can dial and be dialled as soon as this answers. What is left out stays as it is.")
            .Produces<Extension>().Produces<Extension>(StatusCodes.Status201Created)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        extensions.MapDelete("/{number}", async (string number, Caller caller, DeleteExtension delete, CancellationToken cancellationToken) =>
                (await delete.HandleAsync(caller.Actor, number, cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManagePbx)).WithSummary("Remove an extension; whoever is logged in there is logged out")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);
    }

    private static async Task<IResult> SaveAsync(string number, Caller caller, Body<ExtensionBody> body, SaveExtension save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var extension, out var problem))
            return problem;
        if (Problems.OtherNumber(extension.Number, number) is { } other)
            return other;
        var result = await save.HandleAsync(caller.Actor, extension.ToRequest(number), cancellationToken);
        return result.ToAnswer(saved => saved.Created ? TypedResults.Created($"/api/v1/extensions/{number}", saved.Extension) : TypedResults.Ok(saved.Extension));
    }
}

/// <summary>What is left out stays as it is; a new extension gets its default.</summary>
/// <param name="Secret">The password of the phone.</param>
/// <param name="OutgoingRoutes">Ids of outgoing routes; "*" is every one.</param>
/// <param name="Language">Of prompts: ru or en; empty is that of the PBX.</param>
/// <param name="Number">May be given, as it was read; then it is that of the address.</param>
public sealed record ExtensionBody(
    string Name,
    string? Secret = null,
    string? OutsideNumber = null,
    string? OutsideName = null,
    IReadOnlyList<string>? OutgoingRoutes = null,
    bool? RecordCalls = null,
    bool? BrowserPhone = null,
    string? PickupGroup = null,
    string? Language = null,
    string? Number = null)
{
    internal SaveExtension.Request ToRequest(string number) => new(number, Name, Secret)
    {
        OutsideNumber = OutsideNumber, OutsideName = OutsideName, OutgoingRoutes = OutgoingRoutes, RecordCalls = RecordCalls,
        BrowserPhone = BrowserPhone, PickupGroup = PickupGroup, Language = Language,
    };
}
