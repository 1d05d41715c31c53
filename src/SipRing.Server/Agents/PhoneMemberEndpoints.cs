using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
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
        members.MapPost("/wrap-up/end", async (string extension, Caller caller, EndWrapUp end, CancellationToken cancellationToken) =>
                (await end.HandleAsync(caller.Actor, extension, cancellationToken)).ToAnswer())
            .WithSummary("End the wrap-up now: calls reach the phone again").Produces<WrapUp>().MayRefuse(s_acts);
        members.MapPost("/wrap-up/extend", ExtendAsync)
            .WithSummary("Make the wrap-up longer").Produces<WrapUp>().MayRefuse(s_acts);
    }

    private static async Task<IResult> ExtendAsync(string extension, Caller caller, Body<WrapUpExtension> body, ExtendWrapUp extend, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        return (await extend.HandleAsync(caller.Actor, extension, wanted.Seconds, cancellationToken)).ToAnswer();
    }

    private static async Task<IResult> PauseAsync(string extension, Caller caller, Body<MemberPause> body, PauseEverywhere pause, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        return (await pause.HandleAsync(caller.Actor, new(extension, wanted.Paused, wanted.Reason, wanted.ReasonCode), cancellationToken)).ToListAnswer();
    }
}

/// <param name="Seconds">How much is added to its end.</param>
public sealed record WrapUpExtension(int Seconds = ExtendWrapUp.DefaultSeconds);
