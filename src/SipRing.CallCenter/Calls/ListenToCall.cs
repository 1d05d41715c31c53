using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Calls;

public enum ListenMode
{
    /// <summary>Both sides are heard; nobody hears the listener.</summary>
    Listen,

    /// <summary>The operator hears the listener, the caller does not.</summary>
    Whisper,

    /// <summary>Both hear the listener.</summary>
    Barge,
}

/// <summary>
/// Rings the listener's own phone and joins it to one leg of a call. The leg is named exactly, so that after a transfer no other call
/// is heard: when that leg ends, so does the listening.
/// </summary>
public sealed class ListenToCall
{
    private static readonly TimeSpan s_ring = TimeSpan.FromSeconds(30);
    private readonly AsteriskCalls _calls;
    private readonly IMemberPlaces _places;
    private readonly OwnPhoneRing _ring;
    private readonly LiveReaches _reaches;
    private readonly IAuditLog _audit;

    internal ListenToCall(AsteriskCalls calls, IMemberPlaces places, OwnPhoneRing ring, LiveReaches reaches, IAuditLog audit) =>
        (_calls, _places, _ring, _reaches, _audit) = (calls, places, ring, reaches, audit);

    /// <param name="CallId">The call, as the floor calls it.</param>
    /// <param name="Phone">The listener's own phone.</param>
    /// <param name="Mode">Who hears the listener.</param>
    /// <param name="Extension">At whose side; null for whoever answered it. A whisper is heard there.</param>
    public sealed record Request(string CallId, string Phone, ListenMode Mode, string? Extension = null);

    /// <returns>The ringing of the own phone, which goes on while the person looks for it.</returns>
    public async Task<Result<OwnPhoneRinging>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(request.Mode == ListenMode.Barge ? Permission.ControlCalls : Permission.ListenToCalls) is { } forbidden)
            return forbidden;
        if (request.Phone.Length == 0)
            return new Refusal("own-phone-missing", "Say first which phone is yours.", "phone");
        if (!await _places.HasExtensionAsync(request.Phone, cancellationToken))
            return new Refusal("extension-unknown", $"There is no extension {request.Phone}.", "phone", RefusalKind.NotFound, request.Phone);
        var reach = await _reaches.OfAsync(actor, cancellationToken);
        if (!reach.MayRing(request.Phone))
            return Reach.OutsideExtension(request.Phone, "phone");
        var found = await _calls.FindAsync(request.CallId, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;
        var call = found.Value;
        if (Outside(call, reach, request) is { } outside)
        {
            await _audit.ActAsync(actor, Verb(request.Mode), request.CallId, call.Parties, outside, cancellationToken);
            return outside;
        }

        if (call.Has(request.Phone))
            return new Refusal("own-phone-in-call", $"Phone {request.Phone} is in this call itself.", "phone", RefusalKind.Conflict, request.Phone);
        if ((request.Extension is null ? call.LegWithin(reach) : call.LegOf(request.Extension)) is not { } leg)
            return new Refusal("call-not-answered", "Nobody has answered this call yet.", null, RefusalKind.Conflict);

        var ringing = await _ring.StartAsync(Spy(request, leg));
        var detail = $"{call.Parties} at {leg.Endpoint}, by phone {request.Phone}";
        await _audit.ActAsync(actor, Verb(request.Mode), request.CallId, detail, ringing.Refusal, cancellationToken);
        return ringing;
    }

    private static string Verb(ListenMode mode) => "call." + mode.ToString().ToLowerInvariant();

    private static Refusal? Outside(LiveCall call, LiveReach reach, Request request) =>
        !call.IsWithin(reach) ? Reach.OutsideCall()
        : request.Extension is { } side && !reach.HasPhone(side) ? Reach.OutsideExtension(side)
        : null;

    // u: that channel and no other, and no digits that jump to a neighbour's; E, S: it ends with the channel; q: no beep in the agent's ear.
    private static AmiAction Spy(Request request, LiveChannel leg)
    {
        var options = request.Mode switch
        {
            ListenMode.Listen => "quES",
            ListenMode.Whisper => "quESw",
            ListenMode.Barge => "quESB",
        };
        return new AmiAction("Originate")
            .With("Channel", QueueMembers.Interface(request.Phone))
            .With("Application", "ChanSpy")
            .With("Data", $"{leg.Name},{options}")
            .With("CallerID", $"\"{request.Mode} {leg.Endpoint}\" <{leg.Endpoint}>")
            .With("Timeout", ((int)s_ring.TotalMilliseconds).ToString(System.Globalization.CultureInfo.InvariantCulture))
            .With("Async", "true");
    }
}
