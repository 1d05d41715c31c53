using System.Globalization;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Calls;

/// <summary>
/// Call by click: rings the person's own phone and dials for it, once it is picked up, as if the number had been typed there. So the
/// outgoing routes ask for the rights of that phone, and nobody gets further by a click than by hand.
/// </summary>
public sealed class PlaceCall
{
    /// <summary>Our dialplan gives the call the name of the phone; another PBX does not have it.</summary>
    private const string PlaceContext = "sipring-place";

    private static readonly TimeSpan s_ring = TimeSpan.FromSeconds(30);
    private readonly AsteriskCalls _calls;
    private readonly IMemberPlaces _places;
    private readonly LiveReaches _reaches;
    private readonly IAuditLog _audit;
    private readonly TimeProvider _time;

    internal PlaceCall(AsteriskCalls calls, IMemberPlaces places, LiveReaches reaches, IAuditLog audit, TimeProvider time) =>
        (_calls, _places, _reaches, _audit, _time) = (calls, places, reaches, audit, time);

    /// <param name="Number">As it is shown or typed; only digits, *, # and a leading + of it are dialled.</param>
    /// <param name="Phone">The own phone.</param>
    public sealed record Request(string Number, string Phone);

    /// <returns>The call, whose two steps go on while the person looks for the phone.</returns>
    public async Task<Result<PlacedCall>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.PlaceCalls) is { } forbidden)
            return forbidden;
        var checkedNumber = DialledNumber.Check(request.Number);
        if (!checkedNumber.Succeeded)
            return checkedNumber.Refusal;
        var number = checkedNumber.Value;
        if (request.Phone.Length == 0)
            return new Refusal("own-phone-missing", "Say first which phone is yours.", "phone");
        if (!await _places.HasExtensionAsync(request.Phone, cancellationToken))
            return new Refusal("extension-unknown", $"There is no extension {request.Phone}.", "phone", RefusalKind.NotFound, request.Phone);
        if (!(await _reaches.OfAsync(actor, cancellationToken)).MayRing(request.Phone))
            return Reach.OutsideExtension(request.Phone, "phone");
        if (number == request.Phone)
            return new Refusal("call-own-phone", $"{number} is your own phone.", "number", RefusalKind.Conflict, number);
        if (!await _calls.HasNumberAsync(AsteriskCalls.InternalContext, number, cancellationToken))
            return new Refusal("number-undialable", $"{number} cannot be dialled here: no extension, queue or outgoing route takes it.", "number", RefusalKind.NotFound, number);

        var context = await _calls.HasNumberAsync(PlaceContext, number, cancellationToken) ? PlaceContext : AsteriskCalls.InternalContext;
        // Subscribed before it is sent: the phone may decline at once.
        var feed = _calls.Subscribe();
        var sent = await _calls.AskAsync(Originate(request.Phone, number, context));
        await _audit.WriteAsync(
            actor, sent.Refusal is null or { Kind: RefusalKind.OutcomeUnknown } ? "call.place" : "call.place-refused", $"number {number}",
            sent.Refusal is null ? $"by phone {request.Phone}" : $"by phone {request.Phone}: {sent.Refusal.Message}", cancellationToken);
        if (sent.Succeeded)
            return PlacedCall.Follow(feed, sent.Value.ActionId, _time);
        feed.Dispose();
        return sent.Refusal;
    }

    // The phone shows whom it will call; the other side is shown the phone, as in any call of it.
    private static AmiAction Originate(string phone, string number, string context) => new AmiAction("Originate")
        .With("Channel", QueueMembers.Interface(phone))
        .With("Context", context)
        .With("Exten", number)
        .With("Priority", "1")
        .With("Timeout", ((int)s_ring.TotalMilliseconds).ToString(CultureInfo.InvariantCulture))
        .With("Variable", $"CALLERID(num)={phone}")
        .With("Variable", $"CONNECTEDLINE(num,i)={number}")
        .With("Async", "true");
}
