using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Calls;

/// <summary>The own phone rings; <paramref name="Answered"/> ends with null when it is picked up, or says why it was not.</summary>
public sealed record OwnPhoneRinging(Task<Refusal?> Answered);

/// <summary>An Originate that rings a person's own phone: Asterisk takes it at once and tells the end of the ringing by an event.</summary>
internal sealed class OwnPhoneRing(AsteriskCalls calls, TimeProvider time)
{
    /// <summary>Longer than any ringing: what is not told by then was lost.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    // Reasons of an OriginateResponse. A phone that declines, is busy or not registered gives the same 0.
    private const string RangInVain = "3";
    private const string NobodyAnswered = "1";

    public async Task<Result<OwnPhoneRinging>> StartAsync(AmiAction originate)
    {
        // Subscribed before it is sent: the phone may decline at once.
        var feed = calls.Subscribe();
        var sent = await calls.AskAsync(originate);
        if (!sent.Succeeded)
        {
            feed.Dispose();
            return sent.Refusal;
        }

        return new OwnPhoneRinging(FollowAsync(feed, sent.Value.ActionId));
    }

    private async Task<Refusal?> FollowAsync(IAmiSubscription feed, string? actionId)
    {
        using var limit = new CancellationTokenSource(s_limit, time);
        try
        {
            await foreach (var item in feed.Items.ReadAllAsync(limit.Token))
            {
                switch (item)
                {
                    case AmiFeedItem.Event { Message: { Event: "OriginateResponse" } told } when told.ActionId == actionId:
                        return told["Response"] == "Success" ? null : NotAnswered(told["Reason"]);
                    case AmiFeedItem.Disconnected:
                        return Unknown();
                }
            }

            return Unknown();
        }
        catch (Exception e) when (e is AmiException or OperationCanceledException)
        {
            return Unknown();
        }
        finally
        {
            feed.Dispose();
        }
    }

    internal static Refusal NotAnswered(string? reason) => reason is RangInVain or NobodyAnswered
        ? new("own-phone-no-answer", "Your phone was not picked up.", null, RefusalKind.Conflict)
        : new("own-phone-failed", "Your phone did not take the call: it is busy, declined it, or is not registered.", null, RefusalKind.Conflict);

    internal static Refusal Unknown() => new("own-phone-unknown", "Asterisk did not say whether your phone was picked up.", null, RefusalKind.OutcomeUnknown);
}
