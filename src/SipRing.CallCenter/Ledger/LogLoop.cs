using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Ledger.Reading;

namespace SipRing.CallCenter.Ledger;

/// <summary>
/// Follows the logs of one group at its pace. Whatever fails (the database of the ledger, or where a log lies) makes this group wait,
/// longer each time, and no other one; the logs wait too.
/// </summary>
internal sealed partial class LogLoop(LogGroup group, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(5);

    /// <summary>Less is a line that is being written.</summary>
    private const long SomeLines = 2048;
    private readonly DateTimeOffset?[] _behindSince = new DateTimeOffset?[group.Sources.Count];

    private volatile LogLoopState _state = new(null, null, []);

    /// <summary>May be read from anywhere.</summary>
    public LogLoopState State => _state;

    /// <param name="onRead">Figures changed, also in the middle of a long log.</param>
    /// <param name="onLook">A look is over, well or not.</param>
    /// <param name="stoppingToken">Ends it.</param>
    public async Task RunAsync(Action onRead, Func<Task> onLook, CancellationToken stoppingToken)
    {
        var pause = group.Pause;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                foreach (var source in group.Sources)
                    await source.PollAsync(OnRead, stoppingToken);
                Well();
                await onLook();
                pause = group.Pause;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is, it must not take the floor and the phones down with it: an exception here would end the host.
                // Once per outage; the state says that it lasts.
                if (_state.Error is null)
                    LogStalled(log, string.Join(", ", group.Sources.Select(s => s.Path)), e);
                _state = new(e.Message, _state.ErrorSince ?? time.GetUtcNow(), Look());
                pause = pause * 2 > s_longestPause ? s_longestPause : pause * 2;
            }

            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        void OnRead()
        {
            Well();
            onRead();
        }
    }

    private void Well()
    {
        if (_state.Error is not null)
            LogRecovered(log, string.Join(", ", group.Sources.Select(s => s.Path)));
        _state = new(null, null, Look());
    }

    private LogHealth[] Look()
    {
        var logs = new LogHealth[group.Sources.Count];
        for (var i = 0; i < logs.Length; i++)
        {
            var source = group.Sources[i];
            var behind = source.Behind;
            _behindSince[i] = behind < SomeLines ? null : _behindSince[i] ?? time.GetUtcNow();
            logs[i] = new(
                source.Kind, source.Path, source.LastMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(source.LastMs) : null, behind, _behindSince[i], source.Broken);
        }

        return logs;
    }

    [LoggerMessage(4001, LogLevel.Error, "The ledger stands still: {Logs} wait until this is over.")]
    private static partial void LogStalled(ILogger logger, string logs, Exception exception);

    [LoggerMessage(4002, LogLevel.Information, "The ledger reads on: {Logs}.")]
    private static partial void LogRecovered(ILogger logger, string logs);
}

/// <param name="Error">Why the group stands still, or null.</param>
internal sealed record LogLoopState(string? Error, DateTimeOffset? ErrorSince, IReadOnlyList<LogHealth> Logs);
