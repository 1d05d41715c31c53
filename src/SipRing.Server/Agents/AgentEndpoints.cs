using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.Server.Api;

namespace SipRing.Server.Agents;

/// <summary>Who may log in.</summary>
internal static class AgentEndpoints
{
    public static void MapAgents(this IEndpointRouteBuilder api)
    {
        var agents = api.MapGroup("/agents").WithTags("Agents");
        agents.MapGet("", async (Caller caller, ListAgents list, CancellationToken cancellationToken) => (await list.HandleAsync(caller.Actor, cancellationToken)).ToListAnswer())
            .RequireAuthorization(nameof(Permission.ManageMembers)).WithSummary("Everybody who may log in").Produces<ItemList<Agent>>().MayRefuse();
        agents.MapGet("/{id}", async (string id, Caller caller, ListAgents list, CancellationToken cancellationToken) =>
                TryParse(id, out var number) ? (await list.FindAsync(caller.Actor, number, cancellationToken)).ToAnswer() : Unknown(id))
            .RequireAuthorization(nameof(Permission.ManageMembers)).WithSummary("One agent").Produces<Agent>().MayRefuse(StatusCodes.Status404NotFound);
        agents.MapPost("", CreateAsync)
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Add an agent with a PIN").WithDescription("`id` is chosen by SipRing unless it is given.")
            .Produces<Agent>(StatusCodes.Status201Created).MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);
        agents.MapPut("/{id}", ChangeAsync)
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Change the name, the PIN, or both")
            .Produces<Agent>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        agents.MapDelete("/{id}", RemoveAsync)
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Dismiss an agent").WithDescription("Every login ends, the PIN is free, reports keep the name.")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound);
        agents.MapPost("/{id}/restore", async (string id, Caller caller, RestoreAgent restore, CancellationToken cancellationToken) =>
                TryParse(id, out var number) ? (await restore.HandleAsync(caller.Actor, number, cancellationToken)).ToAnswer() : Unknown(id))
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Take a dismissal back").WithDescription("Answers with a new PIN, this once.")
            .Produces<PinSlip>().MayRefuse(StatusCodes.Status404NotFound);
        agents.MapPost("/{id}/pin", async (string id, Caller caller, ResetPin reset, CancellationToken cancellationToken) =>
                TryParse(id, out var number) ? (await reset.HandleAsync(caller.Actor, number, cancellationToken)).ToAnswer() : Unknown(id))
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Make a new PIN").WithDescription("Answers with it, this once; the old one is worthless.")
            .Produces<PinSlip>().MayRefuse(StatusCodes.Status404NotFound);
        agents.MapPut("/{id}/web-login", GiveLoginAsync)
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Let an agent sign in to his own page")
            .WithDescription("Answers with a one-time password, this once. Whoever has a login keeps its name and gets a new password.")
            .Produces<GiveWebLogin.Given>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);
        agents.MapDelete("/{id}/web-login", async (string id, Caller caller, TakeWebLogin take, CancellationToken cancellationToken) =>
                TryParse(id, out var number) ? (await take.HandleAsync(caller.Actor, number, cancellationToken)).ToEmptyAnswer() : Unknown(id))
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithSummary("Disable the login of an agent").Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound);
        agents.MapPost("/{id}/logout", LogOutAsync)
            .RequireAuthorization(nameof(Permission.ManageMembers)).WithSummary("Log an agent out of every queue").WithDescription("Answers with the queues that were left.")
            .Produces<ItemList<string>>().MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout);
    }

    private static async Task<IResult> LogOutAsync(string id, Caller caller, LogOutEverywhere logOut, CancellationToken cancellationToken) =>
        TryParse(id, out var number) ? (await logOut.HandleAsync(caller.Actor, number, cancellationToken)).ToListAnswer() : Unknown(id);

    private static async Task<IResult> GiveLoginAsync(string id, Caller caller, Body<NewWebLogin> body, GiveWebLogin give, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var login, out var problem))
            return problem;
        return TryParse(id, out var number) ? (await give.HandleAsync(caller.Actor, new(number, login.Login), cancellationToken)).ToAnswer() : Unknown(id);
    }

    private static async Task<IResult> CreateAsync(Caller caller, Body<NewAgent> body, CreateAgent create, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var agent, out var problem))
            return problem;
        var result = await create.HandleAsync(caller.Actor, new(agent.Name, agent.Pin, agent.Id), cancellationToken);
        return result.ToAnswer(created => TypedResults.Created($"/api/v1/agents/{created.Id}", created));
    }

    private static async Task<IResult> ChangeAsync(string id, Caller caller, Body<ChangedAgent> body, ChangeAgent change, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var agent, out var problem))
            return problem;
        if (!TryParse(id, out var number))
            return Unknown(id);
        if (agent.Id is { } given && given != number)
            return Problems.Invalid(new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = $"is {given} here and {number} in the address." });
        return (await change.HandleAsync(caller.Actor, new(number, agent.Name, agent.Pin), cancellationToken)).ToAnswer();
    }

    private static async Task<IResult> RemoveAsync(string id, Caller caller, RemoveAgent remove, CancellationToken cancellationToken) =>
        TryParse(id, out var number) ? (await remove.HandleAsync(caller.Actor, number, cancellationToken)).ToEmptyAnswer() : Unknown(id);

    private static bool TryParse(string id, out int number) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static IResult Unknown(string id) => Problems.Plain(StatusCodes.Status404NotFound, "agent-unknown", $"There is no agent {id}.");
}

/// <param name="Id">The operator's number, where the call centre has its own; it must never have been used.</param>
public sealed record NewAgent(string Name, string Pin, int? Id = null);

/// <param name="Login">The name to sign in with; kept where there is one already.</param>
public sealed record NewWebLogin(string Login);

/// <param name="Id">May be given, as it was read; then it is that of the address.</param>
/// <param name="Pin">Left out: the PIN stays.</param>
public sealed record ChangedAgent(string Name, string? Pin = null, int? Id = null);
