using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Ledger;

/// <summary>
/// Asterisk writes QUEUESTART not at its start but before the first queue event after it. A line of our own at every new
/// session brings it out at once, so that the calls which a restart cut off are in the reports the same second (decision 0003).
/// </summary>
public sealed partial class StartedLine(IAmiClient ami, ILogger<StartedLine> logger) : BackgroundService
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
                    if (item is AmiFeedItem.Connected)
                        await WriteAsync(stoppingToken);
                }

                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (AmiException e)
            {
                // Fell behind or lost the session: the next one is announced again.
                LogNotWritten(e.Message);
            }
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            var line = new AmiAction("QueueLog").With("Queue", "NONE").With("Event", "SIPRING").With("Message", "STARTED");
            var answer = await ami.SendAsync(line, cancellationToken);
            if (answer.Response != "Success")
                LogNotWritten(answer["Message"] ?? "no reason given");
        }
        catch (AmiException e)
        {
            LogNotWritten(e.Message);
        }
    }

    [LoggerMessage(2900, LogLevel.Warning, "The line STARTED was not written to queue_log: {Reason}")]
    private partial void LogNotWritten(string reason);
}
