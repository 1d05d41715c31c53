using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Calls;

/// <summary>Ends a call for everybody in it, one that still waits in a queue too.</summary>
public sealed class HangUpCall
{
    private const string NormalClearing = "16";
    private readonly AsteriskCalls _calls;
    private readonly IAuditLog _audit;

    internal HangUpCall(AsteriskCalls calls, IAuditLog audit) => (_calls, _audit) = (calls, audit);

    public async Task<Result<Done>> HandleAsync(Actor actor, string callId, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ControlCalls) is { } forbidden)
            return forbidden;
        var found = await _calls.FindAsync(callId, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;
        var call = found.Value;

        // The others lose whom they talk to, and Asterisk ends them.
        var refusal = await _calls.SendAsync(new AmiAction("Hangup").With("Channel", call.Origin.Name).With("Cause", NormalClearing));
        await _audit.ActAsync(actor, "call.hangup", callId, call.Parties, refusal, cancellationToken);
        return refusal is null ? default(Done) : refusal;
    }
}
