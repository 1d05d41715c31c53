using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.Server.Api;

namespace SipRing.Server.Departments;

/// <summary>Who sees only some departments.</summary>
internal static class LimitEndpoints
{
    public static void MapLimits(this IEndpointRouteBuilder api)
    {
        var limits = api.MapGroup("/limits").WithTags("Departments").RequireAuthorization(nameof(Permission.ManageUsers));
        limits.MapGet("", async (Caller caller, ListLimits list, CancellationToken cancellationToken) =>
                (await list.HandleAsync(caller.Actor, cancellationToken)).ToAnswer(items => TypedResults.Ok(new ItemList<LimitItem>([.. items.Select(LimitItem.Of)]))))
            .WithSummary("People and programs, and the departments that they are limited to")
            .WithDescription("`departments` is null where somebody is not limited. Administrators never are.").Produces<ItemList<LimitItem>>().MayRefuse();
        limits.MapPut("/users/{name}", (string name, Caller caller, Body<LimitBody> body, SetLimit set, CancellationToken cancellationToken) => SetAsync(ActorKind.User, name, caller, body, set, cancellationToken))
            .WithSummary("Limit a person to departments, or lift the limit").WithDescription("It holds at once, on open pages and streams too. `departments` null lifts the limit; an empty list leaves nobody to be seen.")
            .Produces<LimitItem>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        limits.MapPut("/tokens/{name}", (string name, Caller caller, Body<LimitBody> body, SetLimit set, CancellationToken cancellationToken) => SetAsync(ActorKind.Token, name, caller, body, set, cancellationToken))
            .WithSummary("Limit a program to departments, or lift the limit")
            .Produces<LimitItem>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> SetAsync(ActorKind kind, string name, Caller caller, Body<LimitBody> body, SetLimit set, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var limit, out var problem))
            return problem;
        var result = await set.HandleAsync(caller.Actor, new(kind, name, limit.Departments), cancellationToken);
        return result.ToAnswer(done => TypedResults.Ok(LimitItem.Of(done)));
    }
}

/// <param name="Departments">Ids; null is no limit.</param>
public sealed record LimitBody(IReadOnlyList<int>? Departments);

public sealed record LimitItem(ActorKind Kind, string Name, Role Role, IReadOnlyList<Department>? Departments)
{
    internal static LimitItem Of(Limit limit) => new(limit.Kind, limit.Name, limit.Role, limit.Departments);
}
