using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx.Routes;

/// <summary>What would happen to a call, without making one.</summary>
internal static class RouteTestEndpoints
{
    private const string At = "A time; now if not given.";

    public static void MapRouteTests(this IEndpointRouteBuilder api)
    {
        var tests = api.MapGroup("/pbx/route-tests").WithTags("PBX").RequireAuthorization(nameof(Permission.ManagePbx));
        tests.MapGet("/outgoing", OutgoingAsync).WithSummary("What happens when a phone dials a number")
            .WithDescription("`inside`: the number is one of ours and never goes out. Without `route` it is refused: `passed` says which routes fit and why they did not take it.")
            .WithQuery([("dialled", "What is dialled."), ("extension", "Who dials; not given: one that may use every route."), ("at", At)])
            .Produces<OutgoingTestItem>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        tests.MapGet("/incoming", IncomingAsync).WithSummary("Where a call from outside goes")
            .WithDescription("`way` ends where somebody answers, a caller chooses, or the call ends. Without `route` the caller hears that there is no such number.")
            .WithQuery([("called", "The number that is called, as the provider sends it."), ("caller", "Who calls; not given: a hidden number."), ("trunk", "The id of the trunk."), ("at", At)])
            .Produces<IncomingTestItem>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> OutgoingAsync(Caller caller, HttpRequest request, Moments moments, TestRoutes tests, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var (dialled, extension, at) = (query.Text("dialled"), query.Text("extension"), query.At("at"));
        if (!query.Ok(out var problem))
            return problem;
        var answer = await tests.OutgoingAsync(caller.Actor, dialled ?? "", extension ?? "", Local(at, moments), cancellationToken);
        return answer.ToAnswer(a => TypedResults.Ok(OutgoingTestItem.Of(a)));
    }

    private static async Task<IResult> IncomingAsync(Caller caller, HttpRequest request, Moments moments, TestRoutes tests, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var (called, from, trunk, at) = (query.Text("called"), query.Text("caller"), query.Text("trunk"), query.At("at"));
        if (!query.Ok(out var problem))
            return problem;
        var answer = await tests.IncomingAsync(caller.Actor, called ?? "", from ?? "", trunk ?? "", Local(at, moments), cancellationToken);
        return answer.ToAnswer(a => TypedResults.Ok(IncomingTestItem.Of(a)));
    }

    private static DateTime? Local(DateTimeOffset? at, Moments moments) => at is { } moment ? moments.Local(moment).DateTime : null;
}

public sealed record RouteName(string Id, string Name);

/// <param name="Shown">The number that the other side sees.</param>
public sealed record TrunkTry(string Trunk, string Name, string Shown);

public sealed record PassedRoute(string Id, string Name, OutgoingPassed Why);

/// <param name="Sent">The number as the trunks get it.</param>
public sealed record OutgoingTestItem(OutgoingInside? Inside, RouteName? Route, string Sent, IReadOnlyList<TrunkTry> Trunks, IReadOnlyList<PassedRoute> Passed)
{
    internal static OutgoingTestItem Of(OutgoingAnswer answer) => new(
        answer.Inside, answer.Route is { } route ? new(route.Id, route.Name) : null, answer.Sent,
        [.. answer.Tries.Select(t => new TrunkTry(t.Trunk.Id, t.Trunk.Name, t.Shown))],
        [.. answer.Passed.Select(p => new PassedRoute(p.Route.Id, p.Route.Name, p.Why))]);
}

/// <param name="Open">At working hours: whether they are open then.</param>
/// <param name="Holiday">At working hours: the holiday of that day.</param>
public sealed record WayStep(DestinationKind Kind, string Target, bool? Open, string? Holiday);

public sealed record IncomingTestItem(RouteName? Route, IReadOnlyList<WayStep> Way)
{
    internal static IncomingTestItem Of(IncomingAnswer answer) => new(
        answer.Route is { } route ? new(route.Id, route.Name) : null,
        [.. answer.Way.Select(s => new WayStep(s.To.Kind, s.To.Target, s.Hours?.IsOpen, s.Hours?.Holiday?.Name))]);
}
