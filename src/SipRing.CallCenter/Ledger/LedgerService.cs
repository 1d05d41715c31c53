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
    private static readonly TimeSpan s_countEvery = TimeSpan.FromSeconds(10);

    /// <summary>Less is a line that is being written.</summary>
    private const long SomeLines = 2048;
    private readonly Database _database;
    private readonly LogFollower[] _followers;
    private readonly DateTimeOffset?[] _behindSince;
    private DateTimeOffset _counted;
    private readonly LedgerChanges _changes;
    private readonly TimeProvider _time;
    private readonly ILogger<LedgerService> _log;
    private volatile LedgerHealth _health = new(null, null, []);

    public LedgerService(
        Database database, SipRingHome home, SipRingSettings settings, LedgerChanges changes, TimeProvider time, ILogger<LedgerService> log)
    {
        (_database, _changes, _time, _log) = (database, changes, time, log);
        _followers =
        [
            new(database, settings.Pbx, LogKind.QueueLog, TimeZoneInfo.Utc, home.QueueLog),
            new(database, settings.Pbx, LogKind.Cel, TimeZoneInfo.Utc, home.CelFile),
            new(database, settings.Pbx, LogKind.Cdr, TimeZoneInfo.Utc, home.CdrFile),
        ];
        _behindSince = new DateTimeOffset?[_followers.Length];
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
                    await follower.PollAsync(OnRead, stoppingToken);
                if (_health.Error is not null)
                    LogRecovered(_log);
                _health = new(null, null, Logs(), await LeftoversAsync(stoppingToken));
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
                _health = new(e.Message, _health.ErrorSince ?? _time.GetUtcNow(), Logs(), _health.Leftovers);
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

    // Also in the middle of a long log: whoever looks shall see that it goes on.
    private void OnRead()
    {
        if (_health.Error is not null)
            LogRecovered(_log);
        _health = new(null, null, Logs(), _health.Leftovers);
        _changes.Raise();
    }

    private async Task<LedgerLeftovers?> LeftoversAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (_health.Leftovers is { } known && now - _counted < s_countEvery)
            return known;
        _counted = now;
        return await LedgerLeftovers.ReadAsync(_database, cancellationToken);
    }

    private LogHealth[] Logs()
    {
        var logs = new LogHealth[_followers.Length];
        for (var i = 0; i < logs.Length; i++)
        {
            var follower = _followers[i];
            var behind = follower.Behind;
            _behindSince[i] = behind < SomeLines ? null : _behindSince[i] ?? _time.GetUtcNow();
            logs[i] = new(
                follower.Kind, follower.Path, follower.LastMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(follower.LastMs) : null,
                behind, _behindSince[i], follower.Broken);
        }

        return logs;
    }

    [LoggerMessage(4001, LogLevel.Error, "The ledger stands still: the logs of Asterisk wait until this is over.")]
    private static partial void LogStalled(ILogger logger, Exception exception);

    [LoggerMessage(4002, LogLevel.Information, "The ledger reads on.")]
    private static partial void LogRecovered(ILogger logger);
}
