using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.Server.Api;

namespace SipRing.Server.Access;

/// <summary>People who sign in to the pages.</summary>
internal static class UserEndpoints
{
    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users").RequireAuthorization(nameof(Permission.ManageUsers));
        users.MapGet("", async (Caller caller, ListUsers list, Moments moments, CancellationToken cancellationToken) =>
            {
                var listed = await list.HandleAsync(caller.Actor, cancellationToken);
                return listed.ToAnswer(all => TypedResults.Ok(new ItemList<UserItem>([.. all.Select(user => UserItem.Of(user, moments))])));
            })
            .WithSummary("Everybody who may sign in, or might").Produces<ItemList<UserItem>>().MayRefuse();
        users.MapPost("", AddAsync)
            .WithSummary("Add a user").WithDescription("Answers with a one-time password, this once; it has to be changed at the first sign-in.")
            .Produces<NewPassword>(StatusCodes.Status201Created).MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        users.MapPut("/{name}", ChangeAsync)
            .WithSummary("Change a user's role, or shut the user out").WithDescription("Open sessions end. Nobody takes his own right away, and the last administrator stays one.")
            .Produces<UserItem>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        users.MapPost("/{name}/password", async (string name, Caller caller, SetPassword set, CancellationToken cancellationToken) =>
                (await set.HandleAsync(caller.Actor, name, null, cancellationToken)).ToAnswer(password => TypedResults.Ok(new NewPassword(name, password))))
            .WithSummary("Make a new one-time password").WithDescription("Answers with it, this once. Open sessions end, a lock-out is lifted.")
            .Produces<NewPassword>().MayRefuse(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> AddAsync(Caller caller, Body<NewUser> body, AddUser add, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var user, out var problem))
            return problem;
        var added = await add.HandleAsync(caller.Actor, new(user.Name, user.Role, null), cancellationToken);
        return added.ToAnswer(made => TypedResults.Created($"/api/v1/users/{made.User.Name}", new NewPassword(made.User.Name, made.Password)));
    }

    private static async Task<IResult> ChangeAsync(
        string name, Caller caller, Body<ChangedUser> body, ChangeUser change, Moments moments, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        return (await change.HandleAsync(caller.Actor, new(name, wanted.Role, wanted.Disabled), cancellationToken)).ToAnswer(user => TypedResults.Ok(UserItem.Of(user, moments)));
    }
}

/// <param name="MustChange">The one-time password was not changed yet.</param>
/// <param name="AgentId">The operator whose own login it is.</param>
public sealed record UserItem(string Name, Role Role, bool MustChange, bool Disabled, int? AgentId, DateTimeOffset CreatedAt, DateTimeOffset? SignedInAt)
{
    internal static UserItem Of(User user, Moments moments) => new(
        user.Name, user.Role, user.MustChange, user.DisabledAt is not null, user.AgentId, moments.Local(user.CreatedAt), user.SignedInAt is { } at ? moments.Local(at) : null);
}

public sealed record NewUser(string Name, Role Role);

/// <param name="Disabled">Left out: stays as it is.</param>
public sealed record ChangedUser(Role Role, bool? Disabled = null);

/// <param name="Password">Told this once.</param>
public sealed record NewPassword(string Name, string Password);
