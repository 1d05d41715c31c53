using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Calls;

internal static class CallAudit
{
    /// <summary>What somebody did to a call of others is written whether it succeeded, was refused by Asterisk, or nobody knows.</summary>
    public static Task ActAsync(this IAuditLog audit, Actor actor, string action, string callId, string detail, Refusal? refusal, CancellationToken cancellationToken) =>
        audit.WriteAsync(
            actor,
            refusal is null or { Kind: RefusalKind.OutcomeUnknown } ? action : action + "-refused",
            $"call {callId}",
            refusal is null ? detail : $"{detail}: {refusal.Message}",
            cancellationToken);
}
