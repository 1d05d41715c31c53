using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.Server.Api;

namespace SipRing.Server.Agents;

/// <summary>Whoever is logged in at a phone, over all of his queues.</summary>
internal static class PhoneMemberEndpoints
{
    private static readonly int[] s_acts =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
        StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout,
    ];

    public static void MapPhoneMembers(this IEndpointRouteBuilder api)
    {
        var members = api.MapGroup("/members/{extension}").WithTags("Members").RequireAuthorization(nameof(Permission.ManageMembers));
        members.MapPost("/pause", PauseAsync)
            .WithSummary("Pause in all queues, or go on").Produces<ItemList<Member>>().MayRefuse(s_acts);
    }

    private static async Task<IResult> PauseAsync(string extension, Caller caller, Body<MemberPause> body, PauseEverywhere pause, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        return (await pause.HandleAsync(caller.Actor, new(extension, wanted.Paused, wanted.Reason, wanted.ReasonCode), cancellationToken)).ToListAnswer();
    }
}
