using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Calls;

/// <summary>
/// What is done to calls over the manager interface, with its answers turned into refusals. Nothing is sent twice: of an act whose
/// answer was lost only a look at the call can tell whether it happened.
/// </summary>
internal sealed class AsteriskCalls(IAmiClient ami)
{
    /// <summary>Where a number is dialled as a phone would dial it: the same name on FreePBX.</summary>
    public const string InternalContext = "from-internal";

    /// <summary>Our dialplan's way on for a caller who was taken out of a queue; another PBX does not have it.</summary>
    public const string PulledContext = "sipring-pulled";

    /// <summary>The call as it is at this moment.</summary>
    public async Task<Result<LiveCall>> FindAsync(string callId, CancellationToken cancellationToken)
    {
        try
        {
            var list = await ami.SendListAsync(new("CoreShowChannels"), cancellationToken);
            if (!list.Response.Succeeded)
                return Refused(list.Response["Message"]);
            return LiveCall.Of(list.Events.Select(LiveChannel.From).OfType<LiveChannel>(), callId) is { } call ? call : Gone();
        }
        catch (AmiException)
        {
            // A question whose answer was lost has changed nothing.
            return Away();
        }
    }

    /// <summary>Whether the dialplan has an answer to that number. Where the manager login may not ask, it is tried.</summary>
    public async Task<bool> HasNumberAsync(string context, string number, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await ami.SendAsync(new AmiAction("Getvar").With("Variable", $"DIALPLAN_EXISTS({context},{number},1)"), cancellationToken);
            return answer["Value"] != "0";
        }
        catch (AmiException)
        {
            // The act that follows meets the same connection and says so.
            return true;
        }
    }

    /// <returns>Null where Asterisk said yes.</returns>
    public async Task<Refusal?> SendAsync(AmiAction action) => (await AskAsync(action)).Refusal;

    /// <summary>Its answer, where Asterisk said yes.</summary>
    public async Task<Result<AmiMessage>> AskAsync(AmiAction action)
    {
        try
        {
            // Once begun it is carried through, whoever leaves the page meanwhile.
            var answer = await ami.SendAsync(action, CancellationToken.None);
            return answer.Succeeded ? answer : Refused(answer["Message"]);
        }
        catch (AmiOutcomeUnknownException)
        {
            return new Refusal(
                "call-outcome-unknown", "The answer of Asterisk was lost: it may or may not have happened. Look at the call before you repeat it.", null, RefusalKind.OutcomeUnknown);
        }
        catch (AmiException)
        {
            return Away();
        }
    }

    public IAmiSubscription Subscribe() => ami.Subscribe();

    public static Refusal Gone() => new("call-gone", "This call is over.", null, RefusalKind.NotFound);

    private static Refusal Away() => new("asterisk-away", "Asterisk cannot be reached now; try again in a moment.", null, RefusalKind.Unavailable);

    // Asterisk's sentences are the only thing that tells these apart.
    private static Refusal Refused(string? message) =>
        message?.Contains("No such channel", StringComparison.OrdinalIgnoreCase) == true
            ? Gone()
            : new("asterisk-refused", $"Asterisk refused: {message ?? "no reason given"}", null, RefusalKind.Conflict, message ?? "–");
}
