using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.Server.Api;

namespace SipRing.Server.Agents;

/// <summary>Who is logged in to a queue, at which phone.</summary>
internal static class MemberEndpoints
{
    private static readonly int[] s_acts =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
        StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout,
    ];

    public static void MapMembers(this IEndpointRouteBuilder api)
    {
        var members = api.MapGroup("/queues/{number}/members").WithTags("Members");
        members.MapGet("", async (string number, Caller caller, ListMembers list, CancellationToken cancellationToken) =>
                (await list.HandleAsync(caller.Actor, number, cancellationToken)).ToListAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("Who is logged in").Produces<ItemList<Member>>().MayRefuse(StatusCodes.Status404NotFound);
        members.MapGet("/{extension}", async (string number, string extension, Caller caller, ListMembers list, CancellationToken cancellationToken) =>
                (await list.FindAsync(caller.Actor, number, extension, cancellationToken)).ToAnswer())
            .RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("Who is logged in at a phone").Produces<Member>().MayRefuse(StatusCodes.Status404NotFound);
        members.MapPost("", LogInAsync)
            .RequireAuthorization(nameof(Permission.ManageMembers)).WithSummary("Log an agent in at a phone").Produces<Member>(StatusCodes.Status201Created).MayRefuse(s_acts);
        members.MapDelete("/{extension}", async (string number, string extension, Caller caller, LogOutAgent logOut, CancellationToken cancellationToken) =>
                (await logOut.HandleAsync(caller.Actor, number, extension, cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManageMembers)).WithSummary("Log out whoever is at a phone").Produces(StatusCodes.Status204NoContent).MayRefuse(s_acts);
        members.MapPost("/{extension}/pause", PauseAsync)
            .RequireAuthorization(nameof(Permission.ManageMembers)).WithSummary("Pause, or go on").Produces<Member>().MayRefuse(s_acts);
    }

    private static async Task<IResult> LogInAsync(string number, Caller caller, Body<NewMember> body, LogInAgent logIn, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var member, out var problem))
            return problem;
        var result = await logIn.HandleAsync(caller.Actor, new(number, member.Extension, member.AgentId), cancellationToken);
        return result.ToAnswer(created =>
            TypedResults.Created($"/api/v1/queues/{Uri.EscapeDataString(created.Queue)}/members/{Uri.EscapeDataString(created.Extension)}", created));
    }

    private static async Task<IResult> PauseAsync(
        string number, string extension, Caller caller, Body<MemberPause> body, PauseMember pause, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        return (await pause.HandleAsync(caller.Actor, new(number, extension, wanted.Paused, wanted.Reason, wanted.ReasonCode), cancellationToken)).ToAnswer();
    }
}

public sealed record NewMember(string Extension, int AgentId);

/// <param name="Reason">Why, for the panel and the reports: a reason of the list by any of its names. While the list is empty, at most 40 characters.</param>
/// <param name="ReasonCode">The same by the reason's code.</param>
public sealed record MemberPause(bool Paused, string? Reason = null, int? ReasonCode = null);
