using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Floor;

namespace SipRing.Server.Api;

/// <summary>The live picture: as it is now, and as a stream of changes.</summary>
internal static class FloorEndpoints
{
    private static readonly TimeSpan s_mostOften = TimeSpan.FromMilliseconds(100);

    public static void MapFloor(this IEndpointRouteBuilder api)
    {
        var floor = api.MapGroup("/floor").WithTags("Floor").RequireAuthorization(nameof(Permission.SeeFloor));
        floor.MapGet("", NowAsync)
            .WithSummary("Everything that goes on now").WithDescription("As far as you may see it: whoever is limited to departments sees his people, their calls, and his queues.")
            .WithQuery(("department", QueryText.Department)).Produces<FloorPicture>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        floor.MapGet("/events", EventsAsync)
            .WithSummary("The same as a stream")
            .WithDescription("Server-sent events: one `snapshot` with the whole picture, then a `delta` with what changed for each change, at most ten a second. "
                + "The id of an event is the version of the picture after it. A comment line is sent every 15 seconds of silence. After a broken connection a new snapshot comes first.")
            .WithQuery(("department", QueryText.Department))
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> NowAsync(Caller caller, HttpRequest request, Moments moments, WatchFloor watch, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var departments = query.Integers("department");
        if (!query.Ok(out var problem))
            return problem;
        return (await watch.NowAsync(caller.Actor, departments, cancellationToken)).ToAnswer(seen => TypedResults.Ok(FloorPicture.Of(seen)));
    }

    private static async Task<IResult> EventsAsync(Caller caller, HttpContext context, Moments moments, WatchFloor watch, FloorEventStream stream)
    {
        var query = new QueryReader(context.Request, moments);
        var departments = query.Integers("department");
        if (!query.Ok(out var problem))
            return problem;
        var updates = await watch.WatchAsync(caller.Actor, departments, s_mostOften, context.RequestAborted);
        if (!updates.Succeeded)
            return Problems.From(updates.Refusal);
        await stream.WriteAsync(updates.Value, context);
        return Results.Empty;
    }
}

/// <summary>A snapshot as the API gives it: lists instead of maps.</summary>
public sealed record FloorPicture(
    long Version, DateTimeOffset At, FloorLink Link, IEnumerable<FloorExtension> Extensions, IEnumerable<FloorQueue> Queues, IEnumerable<FloorCall> Calls)
{
    public static FloorPicture Of(FloorSnapshot snapshot) =>
        new(snapshot.Version, snapshot.At, snapshot.Link, snapshot.Extensions.Values, snapshot.Queues.Values, snapshot.Calls.Values);
}
