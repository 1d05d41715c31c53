using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>
/// Writes down, as lines of a queue_log of our own, what an existing PBX tells by events. Reports are made of it while there is no
/// better source; beside one, it shows what events alone would have missed. A file for each day, a week of them.
/// </summary>
public sealed partial class EventRecorder(SipRingHome home, IAmiClient ami, Memberships memberships, TimeProvider time, ILogger<EventRecorder> logger) : BackgroundService
{
    private const int Days = 8;
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);
    private readonly EventLines _lines = new();
    private string? _started;
    private DateTimeOffset? _deafSince;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(home.EventLog)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _deafSince = LastWritten();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var subscription = ami.Subscribe();
                while (true)
                {
                    using var look = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    look.CancelAfter(s_retry);
                    if (!await NextAsync(subscription, look.Token, stoppingToken))
                    {
                        Write([.. _lines.Overdue(Now())]);
                        continue;
                    }

                    while (subscription.Items.TryRead(out var item))
                        await TakeAsync(item, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // It fell behind, or the disk is full: what is missing meanwhile is said in the comparison.
                LogNotWritten(e);
                _deafSince ??= time.GetUtcNow();
                await Task.Delay(s_retry, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>False: nothing came for a while.</summary>
    private static async Task<bool> NextAsync(IAmiSubscription subscription, CancellationToken look, CancellationToken stoppingToken)
    {
        try
        {
            if (await subscription.Items.WaitToReadAsync(look))
                return true;
            throw new OperationCanceledException(stoppingToken);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested && look.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task TakeAsync(AmiFeedItem item, CancellationToken cancellationToken)
    {
        switch (item)
        {
            case AmiFeedItem.Connected:
                await ConnectedAsync(cancellationToken);
                break;
            case AmiFeedItem.Disconnected:
                _deafSince ??= time.GetUtcNow();
                break;
            case AmiFeedItem.Event { Message: { Event: "QueueMemberAdded" } added }:
                await AddedAsync(added, cancellationToken);
                break;
            case AmiFeedItem.Event other:
                Write([.. _lines.Lines(other.Message, Now())]);
                break;
        }
    }

    private async Task ConnectedAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        if (_deafSince is { } since)
        {
            lines.Add(EventLines.Text(Now(), "NONE", "NONE", "NONE", "SIPRING", "DEAF", since.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
            _deafSince = null;
        }

        try
        {
            var status = await ami.SendAsync(new("CoreStatus"), cancellationToken);
            var started = $"{status["CoreStartupDate"]} {status["CoreStartupTime"]}";
            if (_started is not null && _started != started)
                lines.Add(_lines.Restarted(Now()));
            _started = started;
        }
        catch (AmiException)
        {
            // Gone again; the next session is asked.
        }

        Write(lines);
    }

    // Who it is that sits there now, the event does not say; the memberships do.
    private async Task AddedAsync(AmiMessage added, CancellationToken cancellationToken)
    {
        var (queue, phone) = (added["Queue"] ?? "NONE", added["Interface"] ?? "NONE");
        var lines = new List<string>();
        var extension = QueueMembers.Extension(phone);
        if ((await memberships.ListAsync(cancellationToken)).FirstOrDefault(m => m.Queue == queue && m.Extension == extension) is { } member)
            lines.Add(EventLines.Text(Now(), "NONE", queue, phone, "SIPRING", "LOGIN", member.AgentId.ToString(CultureInfo.InvariantCulture), added["MemberName"] ?? member.Name));
        lines.Add(EventLines.Text(Now(), "MANAGER", queue, phone, "ADDMEMBER", added["Paused"] == "1" ? "PAUSED" : ""));
        Write(lines);
    }

    private long Now() => time.GetUtcNow().ToUnixTimeMilliseconds();

    private void Write(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        Rotate();
        using var file = new FileStream(home.EventLog, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        file.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
    }

    private void Rotate()
    {
        if (LastWritten() is not { } last || last.UtcDateTime.Date == time.GetUtcNow().UtcDateTime.Date)
            return;
        File.Move(home.EventLog, $"{home.EventLog}-{last.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}", overwrite: true);
        foreach (var old in Directory.EnumerateFiles(Path.GetDirectoryName(home.EventLog)!, "queue_log-*").OrderDescending(StringComparer.Ordinal).Skip(Days - 1))
            File.Delete(old);
    }

    private DateTimeOffset? LastWritten() => File.Exists(home.EventLog) ? new DateTimeOffset(File.GetLastWriteTimeUtc(home.EventLog), TimeSpan.Zero) : null;

    [LoggerMessage(3120, LogLevel.Error, "What Asterisk tells by events could not be written down")]
    private partial void LogNotWritten(Exception exception);
}
