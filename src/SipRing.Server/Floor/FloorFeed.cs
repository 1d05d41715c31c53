using SipRing.CallCenter.Floor;

namespace SipRing.Server.Floor;

/// <summary>The live picture for one open page: one watch, however many parts of the page draw from it.</summary>
public sealed partial class FloorFeed(IFloor floor, TimeProvider clock, ILogger<FloorFeed> log) : IAsyncDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_afterFailure = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _stop = new();
    private FloorSnapshot? _current;
    private Task? _loop;

    public FloorSnapshot Current => _current ?? floor.Current;

    /// <summary>Awaited before the next update is taken: a slow browser gets fewer, larger ones.</summary>
    public event Func<Task>? Changed;

    public void Start() => _loop ??= WatchAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_loop is { } loop)
        {
            await loop;
        }

        _stop.Dispose();
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await foreach (var update in floor.WatchAsync(s_interval, cancellationToken))
                {
                    _current = update.Current;
                    await NotifyAsync();
                }

                await Task.Delay(s_interval, clock, cancellationToken);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // The page is gone; whatever was on its way to it may fail.
                return;
            }
            catch (Exception exception)
            {
                LogWatchFailed(exception);
                await Task.Delay(s_afterFailure, clock, CancellationToken.None);
            }
        }
    }

    private async Task NotifyAsync()
    {
        foreach (var handler in (Changed?.GetInvocationList() ?? []).Cast<Func<Task>>())
        {
            await handler();
        }
    }

    [LoggerMessage(7001, LogLevel.Error, "The live picture of a page stopped; it starts again")]
    private partial void LogWatchFailed(Exception exception);
}
