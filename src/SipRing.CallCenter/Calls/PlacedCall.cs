using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Calls;

/// <summary>A call that was begun by a click. Each step ends with null when it went well, or says why it did not.</summary>
/// <param name="OwnAnswered">The own phone was picked up.</param>
/// <param name="Reached">The other side was.</param>
public sealed record PlacedCall(Task<Refusal?> OwnAnswered, Task<Refusal?> Reached)
{
    /// <summary>Longer than both ring.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    internal static PlacedCall Follow(IAmiSubscription feed, string? actionId, TimeProvider time)
    {
        var follower = new Follower(actionId);
        _ = follower.RunAsync(feed, time);
        return new(follower.OwnAnswered, follower.Reached);
    }

    /// <summary>Reads on until both steps are known. It never throws: what is not told is unknown.</summary>
    private sealed class Follower(string? actionId)
    {
        private readonly TaskCompletionSource<Refusal?> _own = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource<Refusal?> _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string? _channel;

        public Task<Refusal?> OwnAnswered => _own.Task;

        public Task<Refusal?> Reached => _reached.Task;

        public async Task RunAsync(IAmiSubscription feed, TimeProvider time)
        {
            using var limit = new CancellationTokenSource(s_limit, time);
            try
            {
                await foreach (var item in feed.Items.ReadAllAsync(limit.Token))
                {
                    if (item is AmiFeedItem.Disconnected || (item is AmiFeedItem.Event { Message: { } message } && Take(message)))
                        break;
                }
            }
            catch (Exception e) when (e is AmiException or OperationCanceledException)
            {
                // The events ended: nobody knows.
            }
            finally
            {
                feed.Dispose();
                _own.TrySetResult(OwnPhoneRing.Unknown());
                _reached.TrySetResult(new("call-not-told", "Asterisk did not say whether the other side answered.", null, RefusalKind.OutcomeUnknown));
            }
        }

        /// <returns>True where nothing more is to come.</returns>
        private bool Take(AmiMessage message)
        {
            switch (message.Event)
            {
                case "OriginateResponse" when message.ActionId == actionId:
                    if (message["Response"] == "Success")
                    {
                        _channel = message["Uniqueid"];
                        _own.TrySetResult(null);
                        return false;
                    }

                    var refusal = OwnPhoneRing.NotAnswered(message["Reason"]);
                    _own.TrySetResult(refusal);
                    _reached.TrySetResult(refusal);
                    return true;

                // In the order of Asterisk: a leg is answered before the two are joined. A queue and an announcement answer by themselves.
                case "DialEnd" when IsOurs(message["Uniqueid"]) && message["DialStatus"] == "ANSWER":
                case "BridgeEnter" or "QueueCallerJoin" when IsOurs(message["Uniqueid"]):
                    _reached.TrySetResult(null);
                    return true;
                case "Hangup" when IsOurs(message["Uniqueid"]):
                    _reached.TrySetResult(NotReached(message["Cause"]));
                    return true;
                default:
                    return false;
            }
        }

        private bool IsOurs(string? id) => _channel is not null && id == _channel;
    }

    // Causes of ITU-T Q.850, as our dialplan ends a call and as trunks do.
    private static Refusal NotReached(string? cause) => cause switch
    {
        "17" => new("call-busy", "The line is busy.", null, RefusalKind.Conflict),
        "18" or "19" => new("call-no-answer", "The other side did not answer.", null, RefusalKind.Conflict),
        "21" => new("call-not-allowed", "The call was refused: your phone may not dial there, or the other side declined.", null, RefusalKind.Conflict),
        "1" or "3" or "22" or "28" => new("call-no-number", "There is no such number.", null, RefusalKind.Conflict),
        "34" or "38" or "42" => new("call-no-line", "No line was free for the call, or the trunk does not answer.", null, RefusalKind.Conflict),
        _ => new("call-ended", "The call ended before the other side answered.", null, RefusalKind.Conflict),
    };
}
