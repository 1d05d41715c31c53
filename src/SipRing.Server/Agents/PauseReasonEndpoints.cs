using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.Server.Api;

namespace SipRing.Server.Agents;

/// <summary>The reasons that a pause may have.</summary>
internal static class PauseReasonEndpoints
{
    public static void MapPauseReasons(this IEndpointRouteBuilder api)
    {
        var reasons = api.MapGroup("/pause-reasons").WithTags("Members");
        reasons.MapGet("", async (Caller caller, ListPauseReasons list, CancellationToken cancellationToken) =>
                (await list.HandleAsync(caller.Actor, cancellationToken)).ToListAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("The reasons that a pause may have").Produces<ItemList<PauseReason>>().MayRefuse();
        reasons.MapPut("", OrderAsync)
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Put the reasons into an order").WithDescription("Names the code of every reason once.")
            .Produces<ItemList<PauseReason>>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        reasons.MapPut("/{code}", SaveAsync)
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Add a reason, or change it")
            .WithDescription("From the first reason on every pause needs one of the list. `logName` is what queue_log says; it stays when the names change.")
            .Produces<PauseReason>().Produces<PauseReason>(StatusCodes.Status201Created).MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        reasons.MapDelete("/{code}", async (string code, Caller caller, DeletePauseReason delete, CancellationToken cancellationToken) =>
                (await delete.HandleAsync(caller.Actor, Number(code), cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Take a reason from the list; pauses of the past keep it")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> OrderAsync(Caller caller, Body<PauseReasonOrderBody> body, OrderPauseReasons order, CancellationToken cancellationToken) =>
        body.Ok(out var wanted, out var problem) ? (await order.HandleAsync(caller.Actor, wanted.Codes, cancellationToken)).ToListAnswer() : problem;

    private static async Task<IResult> SaveAsync(string code, Caller caller, Body<PauseReasonBody> body, SavePauseReason save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var reason, out var problem))
            return problem;
        var request = new PauseReason
        {
            Code = Number(code),
            NameRu = reason.NameRu,
            NameEn = reason.NameEn,
            Paid = reason.Paid,
            MinutesAtOnce = reason.MinutesAtOnce,
            MinutesADay = reason.MinutesADay,
            For = reason.For,
            Over = reason.Over,
        };
        var result = await save.HandleAsync(caller.Actor, request, cancellationToken);
        return result.ToAnswer(saved => saved.Created
            ? TypedResults.Created($"/api/v1/pause-reasons/{saved.Reason.Code}", saved.Reason)
            : TypedResults.Ok(saved.Reason));
    }

    // What is no number has no reason: the use case refuses it by its rule.
    private static int Number(string code) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

public sealed record PauseReasonOrderBody(IReadOnlyList<int> Codes);

/// <param name="MinutesAtOnce">The longest single pause; null is without limit.</param>
/// <param name="MinutesADay">All pauses of a day with this reason; null is without limit.</param>
public sealed record PauseReasonBody(
    string NameRu,
    string NameEn,
    bool Paid = true,
    int? MinutesAtOnce = null,
    int? MinutesADay = null,
    PauseRight For = PauseRight.Operator,
    PauseOver Over = PauseOver.Nothing);
