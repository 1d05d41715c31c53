using SipRing.CallCenter.Access;
using SipRing.CallCenter.Calls;
using SipRing.Server.Api;

namespace SipRing.Server.Calls;

/// <summary>Acts on calls that are going on; their ids are those of the floor.</summary>
internal static class CallEndpoints
{
    private static readonly int[] s_acts =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
        StatusCodes.Status503ServiceUnavailable, StatusCodes.Status504GatewayTimeout,
    ];

    public static void MapCalls(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls/{call}").WithTags("Calls");
        calls.MapPost("/hangup", async (string call, Caller caller, HangUpCall hangUp, CancellationToken cancellationToken) =>
                (await hangUp.HandleAsync(caller.Actor, call, cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ControlCalls)).WithSummary("End a call for everybody in it").Produces(StatusCodes.Status204NoContent).MayRefuse(s_acts);
        calls.MapPost("/transfer", TransferAsync)
            .RequireAuthorization(nameof(Permission.ControlCalls)).WithSummary("Send the other side, or a caller who waits, to another number")
            .WithDescription("`to` is an extension, a queue, or what a phone here may dial. A caller who waits leaves the queue.")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(s_acts);
        calls.MapPost("/listen", ListenAsync)
            .RequireAuthorization(nameof(Permission.ListenToCalls)).WithSummary("Ring a phone and join it to a call")
            .WithDescription("`listen`: nobody hears you. `whisper`: the operator does. `barge`: both do; it needs the right to control calls. Ends with the operator's side of the call. "
                + "Answers as soon as the phone rings.")
            .Produces(StatusCodes.Status202Accepted).MayRefuse(s_acts);
    }

    private static async Task<IResult> TransferAsync(string call, Caller caller, Body<CallTransfer> body, TransferCall transfer, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        return (await transfer.HandleAsync(caller.Actor, new(call, wanted.To, wanted.Extension), cancellationToken)).ToEmptyAnswer();
    }

    private static async Task<IResult> ListenAsync(string call, Caller caller, Body<CallListening> body, ListenToCall listen, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        var result = await listen.HandleAsync(caller.Actor, new(call, wanted.Phone, wanted.Mode, wanted.Extension), cancellationToken);
        return result.ToAnswer(_ => TypedResults.StatusCode(StatusCodes.Status202Accepted));
    }
}

/// <param name="To">Extension, queue, or another number.</param>
/// <param name="Extension">Whose side is let go; left out: whoever answered.</param>
public sealed record CallTransfer(string To, string? Extension = null);

/// <param name="Phone">The phone that rings.</param>
/// <param name="Mode">Who hears whoever picks it up.</param>
/// <param name="Extension">At whose side; left out: whoever answered.</param>
public sealed record CallListening(string Phone, ListenMode Mode = ListenMode.Listen, string? Extension = null);
