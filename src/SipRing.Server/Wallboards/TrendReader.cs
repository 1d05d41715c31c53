using System.Collections.Concurrent;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Shared;

namespace SipRing.Server.Wallboards;

/// <summary>The trends of all open boards: the same one is read once in a while, however many screens show it.</summary>
public sealed partial class TrendReader : IDisposable
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_kept = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<(string Whose, string Queues, int Hours, int Minutes), (BoardTrend Trend, DateTimeOffset At)> _known = [];
    private readonly ListRecentCalls _calls;
    private readonly Reaches _reaches;
    private readonly DepartmentBook _book;
    private readonly CallCentreTime _time;
    private readonly TimeProvider _clock;
    private readonly ILogger<TrendReader> _log;

    public TrendReader(ListRecentCalls calls, Reaches reaches, DepartmentBook book, CallCentreTime time, TimeProvider clock, ILogger<TrendReader> log)
    {
        (_calls, _reaches, _book, _time, _clock, _log) = (calls, reaches, book, time, clock, log);
        book.Changed += _known.Clear;
    }

    public void Dispose() => _book.Changed -= _known.Clear;

    /// <summary>Those of a board, by tile.</summary>
    public async Task<IReadOnlyDictionary<int, BoardTrend>> OfAsync(Wallboard board, Actor actor, CancellationToken cancellationToken)
    {
        var trends = new Dictionary<int, BoardTrend>();
        foreach (var tile in board.Tiles.Where(t => t.Kind == WallboardTileKind.Trend))
            trends[tile.Id] = await OfAsync(tile, actor, cancellationToken);
        return trends;
    }

    private async Task<BoardTrend> OfAsync(WallboardTile tile, Actor actor, CancellationToken cancellationToken)
    {
        // All who see everybody see the same.
        var whose = _reaches.Known(actor) is { IsEverybody: true } ? "" : $"{actor.Kind}:{actor.Name}";
        var key = (whose, string.Join(',', tile.Queues), tile.Hours, tile.Minutes);
        var now = _clock.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && now - known.At < s_fresh)
            return known.Trend;
        foreach (var old in _known.Where(pair => now - pair.Value.At > s_kept).ToList())
            _known.TryRemove(old);
        var trend = await ReadAsync(tile, actor, known.Trend, now, cancellationToken);
        _known[key] = (trend, now);
        return trend;
    }

    private async Task<BoardTrend> ReadAsync(WallboardTile tile, Actor actor, BoardTrend? before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var step = TimeSpan.FromMinutes(tile.Minutes);

        // In the editor a number is shown before it is judged.
        var count = Math.Clamp(tile.Hours, WallboardRules.FewestHours, WallboardRules.MostHours) * 60 / tile.Minutes;

        // Steps begin where the call centre's clock is whole, whatever its zone is off by.
        var local = _time.ToLocal(now);
        var begin = now - TimeSpan.FromTicks(local.DateTime.Ticks % step.Ticks) - (step * (count - 1));
        try
        {
            return new((await _calls.HandleAsync(actor, begin, step, count, tile.Queues, cancellationToken)).Value ?? [], step, null);
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
