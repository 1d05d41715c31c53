using SipRing.CallCenter.Access;
using SipRing.CallCenter.Queues;
using SipRing.Server.Api;

namespace SipRing.Server.Queues;

/// <summary>Queues with their numbers.</summary>
internal static class QueueEndpoints
{
    public static void MapQueues(this IEndpointRouteBuilder api)
    {
        var queues = api.MapGroup("/queues").WithTags("Queues");
        queues.MapGet("", async (Caller caller, ListQueues list, CancellationToken cancellationToken) =>
            {
                var result = await list.HandleAsync(caller.Actor, cancellationToken);
                return result.ToAnswer(items => TypedResults.Ok(new ItemList<QueueItem>([.. items.Select(QueueItem.Of)])));
            })
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("Every queue").Produces<ItemList<QueueItem>>().MayRefuse();
        queues.MapGet("/{number}", async (string number, Caller caller, GetQueue get, CancellationToken cancellationToken) =>
                (await get.HandleAsync(caller.Actor, number, cancellationToken)).ToAnswer(queue => TypedResults.Ok(QueueItem.Of(queue))))
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("One queue").Produces<QueueItem>().MayRefuse(StatusCodes.Status404NotFound);
        queues.MapPut("/{number}", SaveAsync)
            .RequireAuthorization(nameof(Permission.ManagePbx)).WithSummary("Add a queue, or replace it")
            .WithDescription($"What is left out gets its default. `strategy` is one of {string.Join(", ", QueueStrategies.Names)}; `maxLength` 0 is without limit.")
            .Produces<QueueItem>().Produces<QueueItem>(StatusCodes.Status201Created)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        queues.MapDelete("/{number}", async (string number, Caller caller, DeleteQueue delete, CancellationToken cancellationToken) =>
                (await delete.HandleAsync(caller.Actor, number, cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManagePbx)).WithSummary("Remove a queue; whoever is logged in to it is logged out")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);
    }

    private static async Task<IResult> SaveAsync(string number, Caller caller, Body<QueueBody> body, SaveQueue save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var queue, out var problem))
            return problem;
        if (Problems.OtherNumber(queue.Number, number) is { } other)
            return other;
        var read = queue.ToQueue(number);
        if (!read.Succeeded)
            return Problems.From(read.Refusal);
        var result = await save.HandleAsync(caller.Actor, read.Value, onlyNew: false, cancellationToken);
        return result.ToAnswer(saved => saved.Created
            ? TypedResults.Created($"/api/v1/queues/{number}", QueueItem.Of(saved.Queue))
            : TypedResults.Ok(QueueItem.Of(saved.Queue)));
    }
}
