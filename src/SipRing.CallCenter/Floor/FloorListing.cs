using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor;

/// <summary>Asks a fresh session for everything there is. Once per connection: from then on events tell.</summary>
internal sealed partial class FloorListing(IAmiClient ami, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <returns>Null where the session ended or did not answer in time.</returns>
    public async Task<FloorLists?> ReadAsync(CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var devices = ListAsync("DeviceStateList", both.Token);
            var hints = ListAsync("ExtensionStateList", both.Token);
            var queues = ListAsync("QueueStatus", both.Token);
            var channels = ListAsync("CoreShowChannels", both.Token);
            await Task.WhenAll(devices, hints, queues, channels).ConfigureAwait(false);
            return new(await devices.ConfigureAwait(false), await hints.ConfigureAwait(false), await queues.ConfigureAwait(false), await channels.ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            LogNoAnswer(logger, $"no answer within {Limit.TotalSeconds:0} s");
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNoAnswer(logger, e.Message);
            return null;
        }
    }

    private async Task<IReadOnlyList<AmiMessage>> ListAsync(string action, CancellationToken cancellationToken)
    {
        var list = await ami.SendListAsync(new(action), cancellationToken).ConfigureAwait(false);
        if (list.Response.Succeeded)
            return list.Events;
        // Without the right "reporting" some lists are denied; what the others tell is shown all the same.
        LogRefused(logger, action, list.Response["Message"] ?? "");
        return [];
    }

    [LoggerMessage(3010, LogLevel.Warning, "Asterisk refused {Action}: {Answer}. The floor lacks what it would tell; the manager login needs write=reporting")]
    private static partial void LogRefused(ILogger logger, string action, string answer);

    [LoggerMessage(3011, LogLevel.Warning, "The state of Asterisk could not be read: {Reason}")]
    private static partial void LogNoAnswer(ILogger logger, string reason);
}
