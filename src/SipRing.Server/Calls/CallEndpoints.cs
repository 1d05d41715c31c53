using SipRing.CallCenter.Access;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Common;
using SipRing.Server.Access;
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
        api.MapPost("/calls", PlaceAsync)
            .RequireAuthorization(nameof(Permission.PlaceCalls)).WithTags("Calls").WithSummary("Ring a phone, and when it is picked up call a number with its rights")
            .WithDescription("A person calls by the phone that he said is his; only who may control calls names another one. Answers as soon as the phone rings.")
            .Produces(StatusCodes.Status202Accepted).MayRefuse(s_acts);
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

    private static async Task<IResult> PlaceAsync(HttpContext context, Caller caller, Body<CallPlacing> body, GetOwnPhone ownPhone, PlaceCall place, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var wanted, out var problem))
            return problem;
        var own = context.User.UserId() is { } id ? await ownPhone.HandleAsync(caller.Actor, id, cancellationToken) : "";
        var phone = string.IsNullOrEmpty(wanted.Phone) ? own : wanted.Phone;
        if (phone != own && !caller.Actor.May(Permission.ControlCalls))
            return Problems.From(new("phone-not-own", $"You may only call by your own phone, {own}.", "phone", RefusalKind.Forbidden, own));
        return (await place.HandleAsync(caller.Actor, new(wanted.Number, phone), cancellationToken)).ToAnswer(_ => TypedResults.StatusCode(StatusCodes.Status202Accepted));
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

/// <param name="Number">In any form; only digits, *, # and a leading + of it are dialled.</param>
/// <param name="Phone">The phone that rings first; left out: one's own.</param>
public sealed record CallPlacing(string Number, string? Phone = null);

/// <param name="To">Extension, queue, or another number.</param>
/// <param name="Extension">Whose side is let go; left out: whoever answered.</param>
public sealed record CallTransfer(string To, string? Extension = null);

/// <param name="Phone">The phone that rings.</param>
/// <param name="Mode">Who hears whoever picks it up.</param>
/// <param name="Extension">At whose side; left out: whoever answered.</param>
public sealed record CallListening(string Phone, ListenMode Mode = ListenMode.Listen, string? Extension = null);
