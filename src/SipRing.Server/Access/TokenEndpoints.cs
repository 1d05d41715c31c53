using SipRing.CallCenter.Access;
using SipRing.Server.Api;

namespace SipRing.Server.Access;

/// <summary>Bearer tokens of programs.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder api)
    {
        var tokens = api.MapGroup("/tokens").WithTags("Users").RequireAuthorization(nameof(Permission.ManageUsers));
        tokens.MapGet("", async (Caller caller, ListTokens list, Moments moments, CancellationToken cancellationToken) =>
            {
                var listed = await list.HandleAsync(caller.Actor, cancellationToken);
                return listed.ToAnswer(all => TypedResults.Ok(new ItemList<TokenItem>([.. all.Select(token => TokenItem.Of(token, moments))])));
            })
            .WithSummary("Every token that works").Produces<ItemList<TokenItem>>().MayRefuse();
        tokens.MapPost("", CreateAsync)
            .WithSummary("Make a token").WithDescription("Answers with it, this once. A name that is taken gets a number behind it.")
            .Produces<CreateToken.Created>(StatusCodes.Status201Created).MayRefuse(StatusCodes.Status400BadRequest);
        tokens.MapDelete("/{name}", async (string name, Caller caller, RevokeToken revoke, CancellationToken cancellationToken) =>
                (await revoke.HandleAsync(caller.Actor, name, cancellationToken)).ToEmptyAnswer())
            .WithSummary("Make a token worthless at once").Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> CreateAsync(Caller caller, Body<NewToken> body, CreateToken create, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var token, out var problem))
            return problem;
        var created = await create.HandleAsync(caller.Actor, token.Name, token.Role, cancellationToken);
        return created.ToAnswer(made => TypedResults.Created($"/api/v1/tokens/{Uri.EscapeDataString(made.Name)}", made));
    }
}

public sealed record TokenItem(string Name, Role Role, DateTimeOffset CreatedAt, DateTimeOffset? UsedAt)
{
    internal static TokenItem Of(ApiToken token, Moments moments) => new(token.Name, token.Role, moments.Local(token.CreatedAt), token.UsedAt is { } at ? moments.Local(at) : null);
}

public sealed record NewToken(string Name, Role Role);
