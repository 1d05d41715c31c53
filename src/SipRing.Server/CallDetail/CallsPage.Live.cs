using SipRing.Server.Shared;
namespace SipRing.Server.CallDetail;

/// <summary>How call detail stays true while it is open: sums follow by themselves, rows when the person asks for them.</summary>
public sealed partial class CallsPage
{
    private async Task WatchAsync(CancellationToken left)
    {
        try
        {
            var pause = s_lookEvery;
            while (true)
            {
                await Task.Delay(pause, Clock, left);
                var began = Clock.GetTimestamp();
                await InvokeAsync(LookAsync);

                // A list that is dear to count is counted more rarely.
                var took = Clock.GetElapsedTime(began) * 10;
                pause = took > s_lookEvery ? took : s_lookEvery;
            }
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The page was left.
        }
        catch (ObjectDisposedException) when (left.IsCancellationRequested)
        {
            // As above, between two steps.
        }
    }

    private async Task LookAsync()
    {
        if (_failedAt is not null || _refusal is not null)
        {
            await RefreshAsync();
        }
        else if (!_loading && _query.Span.Span(Time).To > Clock.GetUtcNow() - s_lookEvery)
        {
            await WithLedgerAsync(busy: false, async stop =>
            {
                var totals = Value(await Summarize.HandleAsync(_actor, _query.Filter(Time, Forms), stop));
                stop.ThrowIfCancellationRequested();
                _totals = totals;
            });
        }
    }

    /// <summary>Runs one reading. A ledger that does not answer is said on the page, which tries again by itself.</summary>
    private async Task WithLedgerAsync(bool busy, Func<CancellationToken, Task> read)
    {
        if (busy)
        {
            await _load.CancelAsync();
            _load.Dispose();
            _load = new();
            _loading = true;
            StateHasChanged();
        }

        var stop = _load.Token;
        try
        {
            await read(stop);
            (_failedAt, _refusal) = (null, null);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // A newer filter is being read, or the page was left; whatever was on its way may fail.
            return;
        }
        catch (RefusedException refused)
        {
            // A department that is his no longer, or is gone: nothing of it stays on the page.
            (_refusal, _failedAt, _calls, _next, _totals, _counted) = (refused.Refusal, null, [], null, null, 0);
        }
        catch (Exception exception)
        {
            if (_failedAt is null)
            {
                _failedAt = Time.Now;
                LogReadFailed(Log, exception);
            }
        }

        if (busy)
            _loading = false;
        StateHasChanged();
    }

    [LoggerMessage(7003, LogLevel.Error, "Call detail cannot be read; its page tries again by itself")]
    private static partial void LogReadFailed(ILogger logger, Exception exception);
}
