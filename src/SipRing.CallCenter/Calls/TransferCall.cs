using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Calls;

/// <summary>
/// Sends the other side of a call to another number, as if the operator had transferred it; a caller who still waits in a queue is
/// taken out of it.
/// </summary>
public sealed class TransferCall
{
    private readonly AsteriskCalls _calls;
    private readonly LiveReaches _reaches;
    private readonly IAuditLog _audit;

    internal TransferCall(AsteriskCalls calls, LiveReaches reaches, IAuditLog audit) => (_calls, _reaches, _audit) = (calls, reaches, audit);

    /// <param name="CallId">The call, as the floor calls it.</param>
    /// <param name="To">Extension, queue, or any number that a phone here may dial.</param>
    /// <param name="Extension">Whose side is let go; null for whoever answered it.</param>
    public sealed record Request(string CallId, string To, string? Extension = null);

    public async Task<Result<Done>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ControlCalls) is { } forbidden)
            return forbidden;
        var target = CallTarget.Check(request.To);
        if (!target.Succeeded)
            return target.Refusal;
        if (!await _calls.HasNumberAsync(AsteriskCalls.InternalContext, target.Value, cancellationToken))
            return new Refusal("target-unknown", $"{target.Value} cannot be dialled here: no extension, queue or route has this number.", "to", RefusalKind.NotFound, target.Value);
        var found = await _calls.FindAsync(request.CallId, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;

        var call = found.Value;
        var reach = await _reaches.OfAsync(actor, cancellationToken);
        var refusal = Outside(call, reach, request) ?? await MoveAsync(call, request.Extension is { } side ? call.LegOf(side) : call.LegWithin(reach), target.Value, cancellationToken);
        await _audit.ActAsync(actor, "call.transfer", request.CallId, $"{call.Parties} to {target.Value}", refusal, cancellationToken);
        return refusal is null ? default(Done) : refusal;
    }

    private static Refusal? Outside(LiveCall call, LiveReach reach, Request request) =>
        !call.IsWithin(reach) ? Reach.OutsideCall()
        : request.Extension is { } side && !reach.HasPhone(side) ? Reach.OutsideExtension(side)
        : null;

    private async Task<Refusal?> MoveAsync(LiveCall call, LiveChannel? leg, string target, CancellationToken cancellationToken)
    {
        if (leg is not null)
        {
            // Unlike Redirect it is logged by the queue as what it is, and no operator's call ends as hung up.
            return await _calls.SendAsync(new AmiAction("BlindTransfer").With("Channel", leg.Name).With("Context", AsteriskCalls.InternalContext).With("Exten", target));
        }

        // The caller asked for: another queue, or an operator, before anybody here has answered.
        var caller = call.Origin;
        if (caller.WaitsIn is { Length: > 0 } queue && await _calls.HasNumberAsync(AsteriskCalls.PulledContext, target, cancellationToken))
            return await _calls.SendAsync(new AmiAction("QueueWithdrawCaller").With("Queue", queue).With("Caller", caller.Name).With("WithdrawInfo", target));
        return await _calls.SendAsync(new AmiAction("Redirect").With("Channel", caller.Name)
            .With("Context", AsteriskCalls.InternalContext).With("Exten", target).With("Priority", "1"));
    }
}
