using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>How the report stays true while it is open: sums follow by themselves, rows when the person asks for them.</summary>
public sealed partial class QueueReportPage
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

                // A report that is dear to count is counted more rarely.
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
        else if (!_loading && _sums is { } before && _query.Span(Time).To > Clock.GetUtcNow() - s_lookEvery)
        {
            await WithLedgerAsync(busy: false, async stop =>
            {
                var sums = await Reader.SumsAsync(_actor, _query, stop);
                var departments = await Reader.DepartmentsAsync(_actor, _query, stop);
                stop.ThrowIfCancellationRequested();
                (_sums, _departments) = (sums, departments);
            });

            if (_sums?.From != before.From || (_calls.Count == 0 && New > 0))
            {
                // The day turned, and "today" with it; or the first call came, and there is no row yet that could move.
                await RefreshAsync();
            }
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
            (_refusal, _failedAt, _calls, _next, _sums, _departments, _selected) = (refused.Refusal, null, [], null, null, [], null);
        }
        catch (Exception exception)
        {
            if (_failedAt is null)
            {
                _failedAt = Time.Now;
                LogReadFailed(Log, exception);
            }
        }

        _loading = false;
        StateHasChanged();
    }

    [LoggerMessage(7002, LogLevel.Error, "A report cannot be read; its page tries again by itself")]
    private static partial void LogReadFailed(ILogger logger, Exception exception);
}
