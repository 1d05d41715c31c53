using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Calls;

/// <summary>Ends a call for everybody in it, one that still waits in a queue too.</summary>
public sealed class HangUpCall
{
    private const string NormalClearing = "16";
    private readonly AsteriskCalls _calls;
    private readonly LiveReaches _reaches;
    private readonly IAuditLog _audit;

    internal HangUpCall(AsteriskCalls calls, LiveReaches reaches, IAuditLog audit) => (_calls, _reaches, _audit) = (calls, reaches, audit);

    public async Task<Result<Done>> HandleAsync(Actor actor, string callId, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ControlCalls) is { } forbidden)
            return forbidden;
        var found = await _calls.FindAsync(callId, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;
        var call = found.Value;

        // The others lose whom they talk to, and Asterisk ends them.
        var refusal = !call.IsWithin(await _reaches.OfAsync(actor, cancellationToken))
            ? Reach.OutsideCall()
            : await _calls.SendAsync(new AmiAction("Hangup").With("Channel", call.Origin.Name).With("Cause", NormalClearing));
        await _audit.ActAsync(actor, "call.hangup", callId, call.Parties, refusal, cancellationToken);
        return refusal is null ? default(Done) : refusal;
    }
}
