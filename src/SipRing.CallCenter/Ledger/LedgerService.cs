using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger;

/// <summary>
/// Follows the logs of the own Asterisk. Looks five times a second, which finds a new line sooner than a person reads it and
/// depends on nothing but the files. While the database cannot be reached, the logs wait.
/// </summary>
internal sealed partial class LedgerService : BackgroundService, ILedgerHealth
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);
    private readonly LogFollower[] _followers;
    private readonly LedgerChanges _changes;
    private readonly TimeProvider _time;
    private readonly ILogger<LedgerService> _log;
    private volatile LedgerHealth _health = new(null, null, []);

    public LedgerService(
        Database database, SipRingHome home, SipRingSettings settings, LedgerChanges changes, TimeProvider time, ILogger<LedgerService> log)
    {
        (_changes, _time, _log) = (changes, time, log);
        _followers =
        [
            new(database, settings.Pbx, LogKind.QueueLog, TimeZoneInfo.Utc, home.QueueLog),
            new(database, settings.Pbx, LogKind.Cel, TimeZoneInfo.Utc, home.CelFile),
            new(database, settings.Pbx, LogKind.Cdr, TimeZoneInfo.Utc, home.CdrFile),
        ];
    }

    public LedgerHealth Current => _health;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var follower in _followers)
            await follower.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = s_pause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var follower in _followers)
                    await follower.PollAsync(_changes.Raise, stoppingToken);
                if (_health.Error is not null)
                    LogRecovered(_log);
                _health = new(null, null, Logs());
                pause = s_pause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, it must not take the floor and the phones down with it: an exception here would end the host.
                // Once per outage; the state says that it lasts.
                if (_health.Error is null)
                    LogStalled(_log, e);
                _health = new(e.Message, _health.ErrorSince ?? _time.GetUtcNow(), Logs());
                pause = pause * 2 > s_longestPause ? s_longestPause : pause * 2;
            }

            try
            {
                await Task.Delay(pause, _time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private LogHealth[] Logs() =>
    [
        .. _followers.Select(f => new LogHealth(
            f.Kind, f.Path, f.LastMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(f.LastMs) : null, f.Behind, f.Broken)),
    ];

    [LoggerMessage(4001, LogLevel.Error, "The ledger stands still: the logs of Asterisk wait until this is over.")]
    private static partial void LogStalled(ILogger logger, Exception exception);

    [LoggerMessage(4002, LogLevel.Information, "The ledger reads on.")]
    private static partial void LogRecovered(ILogger logger);
}
