using System.Collections.Concurrent;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Shared;

namespace SipRing.Server.Wallboards;

/// <summary>The trends of all open boards: the same one is read once in a while, however many screens show it.</summary>
public sealed partial class TrendReader(IRecentCalls calls, CallCentreTime time, TimeProvider clock, ILogger<TrendReader> log)
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(string Queues, int Hours, int Minutes), (BoardTrend Trend, DateTimeOffset At)> _known = [];

    /// <summary>Those of a board, by tile.</summary>
    public async Task<IReadOnlyDictionary<int, BoardTrend>> OfAsync(Wallboard board, CancellationToken cancellationToken)
    {
        var trends = new Dictionary<int, BoardTrend>();
        foreach (var tile in board.Tiles.Where(t => t.Kind == WallboardTileKind.Trend))
            trends[tile.Id] = await OfAsync(tile, cancellationToken);
        return trends;
    }

    private async Task<BoardTrend> OfAsync(WallboardTile tile, CancellationToken cancellationToken)
    {
        var key = (string.Join(',', tile.Queues), tile.Hours, tile.Minutes);
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && now - known.At < s_fresh)
            return known.Trend;
        foreach (var old in _known.Where(pair => now - pair.Value.At > s_kept).ToList())
            _known.TryRemove(old);
        var trend = await ReadAsync(tile, known.Trend, now, cancellationToken);
        _known[key] = (trend, now);
        return trend;
    }

    private async Task<BoardTrend> ReadAsync(WallboardTile tile, BoardTrend? before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var step = TimeSpan.FromMinutes(tile.Minutes);
        var count = tile.Hours * 60 / tile.Minutes;

        // Steps begin where the call centre's clock is whole, whatever its zone is off by.
        var local = time.ToLocal(now);
        var begin = now - TimeSpan.FromTicks(local.DateTime.Ticks % step.Ticks) - (step * (count - 1));
        try
        {
            return new(await calls.ListAsync(begin, step, count, tile.Queues, cancellationToken), step, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            if (before?.FailedSince is null)
                LogNotRead(e);
            return new(before?.Steps ?? [], step, before?.FailedSince ?? now);
        }
    }

    [LoggerMessage(7020, LogLevel.Warning, "The trend of a wallboard could not be read; it is tried again")]
    private partial void LogNotRead(Exception exception);
}
