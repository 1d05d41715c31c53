using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Ledger;

/// <summary>
/// Asterisk tells of hold on the manager interface only; none of its logs has it. A line of our own in queue_log keeps it, with the
/// millisecond, so that call detail shows it and a replay of the logs has it too (docs/decisions/0012).
/// </summary>
public sealed partial class HoldLines(IAmiClient ami, TimeProvider time, ILogger<HoldLines> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var subscription = ami.Subscribe();
                await foreach (var item in subscription.Items.ReadAllAsync(stoppingToken))
                {
                    if (item is AmiFeedItem.Event { Message: { Event: "Hold" or "Unhold" } message })
                        await WriteAsync(message, stoppingToken);
                }

                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (AmiException e)
            {
                // Fell behind or lost the session: what was held meanwhile is shown as talk.
                LogNotWritten(e.Message);
            }
        }
    }

    private async Task WriteAsync(AmiMessage message, CancellationToken cancellationToken)
    {
        if (message["Uniqueid"] is not { Length: > 0 } uniqueId || message["Channel"] is not { Length: > 0 } channel)
            return;
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        var dash = channel.LastIndexOf('-');
        var line = new AmiAction("QueueLog")
            .With("Queue", "NONE").With("Event", "SIPRING").With("Uniqueid", uniqueId).With("Interface", dash > 0 ? channel[..dash] : channel)
            .With("Message", string.Create(CultureInfo.InvariantCulture, $"{message.Event!.ToUpperInvariant()}|{at}"));
        try
        {
            var answer = await ami.SendAsync(line, cancellationToken);
            if (answer.Response != "Success")
                LogNotWritten(answer["Message"] ?? "no reason given");
        }
        catch (AmiException e)
        {
            LogNotWritten(e.Message);
        }
    }

    [LoggerMessage(2910, LogLevel.Warning, "A hold was not written to queue_log: {Reason}")]
    private partial void LogNotWritten(string reason);
}
