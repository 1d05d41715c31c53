using SipRing.CallCenter.Access;
using SipRing.CallCenter.Floor;

namespace SipRing.Server.Api;

/// <summary>The live picture: as it is now, and as a stream of changes.</summary>
internal static class FloorEndpoints
{
    private static readonly TimeSpan s_mostOften = TimeSpan.FromMilliseconds(100);

    public static void MapFloor(this IEndpointRouteBuilder api)
    {
        var floor = api.MapGroup("/floor").WithTags("Floor").RequireAuthorization(nameof(Permission.SeeFloor));
        floor.MapGet("", (IFloor live) => TypedResults.Ok(FloorPicture.Of(live.Current)))
            .WithSummary("Everything that goes on now").Produces<FloorPicture>().MayRefuse();
        floor.MapGet("/events", (IFloor live, FloorEventStream stream, HttpContext context) =>
                stream.WriteAsync(live.WatchAsync(s_mostOften, context.RequestAborted), context))
            .WithSummary("The same as a stream")
            .WithDescription("Server-sent events: one `snapshot` with the whole picture, then a `delta` with what changed for each change, at most ten a second. "
                + "The id of an event is the version of the picture after it. A comment line is sent every 15 seconds of silence. After a broken connection a new snapshot comes first.")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream").MayRefuse();
    }
}

/// <summary>A snapshot as the API gives it: lists instead of maps.</summary>
public sealed record FloorPicture(
    long Version, DateTimeOffset At, FloorLink Link, IEnumerable<FloorExtension> Extensions, IEnumerable<FloorQueue> Queues, IEnumerable<FloorCall> Calls)
{
    public static FloorPicture Of(FloorSnapshot snapshot) =>
        new(snapshot.Version, snapshot.At, snapshot.Link, snapshot.Extensions.Values, snapshot.Queues.Values, snapshot.Calls.Values);
}
