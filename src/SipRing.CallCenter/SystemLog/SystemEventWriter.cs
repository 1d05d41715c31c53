using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using Microsoft.Extensions.Hosting;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.SystemLog;

/// <summary>
/// Writes system events in batches and forgets the old ones. It logs nothing itself: its own faults would come back to it as
/// events. While the database is away, events wait in the queue; the file log has them all anyway.
/// </summary>
internal sealed class SystemEventWriter(SystemEventQueue queue, Database database, TimeProvider time) : BackgroundService
{
    public const int MostRows = 500_000;
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);
    private const int MostAtOnce = 500;
    private const int RemovedAtOnce = 2_000;
    private static readonly TimeSpan s_tidyEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(10);
    private readonly List<NewSystemEvent> _batch = [];
    private DateTimeOffset? _tidied;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = s_pause;
        try
        {
            while (_batch.Count > 0 || await queue.Reader.WaitToReadAsync(stoppingToken))
            {
                while (_batch.Count < MostAtOnce && queue.Reader.TryRead(out var happened))
                    _batch.Add(happened);
                pause = await TryWriteAsync(stoppingToken) ? s_pause : pause * 2 > s_longestPause ? s_longestPause : pause * 2;
                await Task.Delay(pause, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The last words of a server are those that are looked for.
            while (_batch.Count < MostAtOnce && queue.Reader.TryRead(out var happened))
                _batch.Add(happened);
            await TryWriteAsync(CancellationToken.None);
        }
    }

    private async Task<bool> TryWriteAsync(CancellationToken cancellationToken)
    {
        var dropped = queue.TakeDropped();
        try
        {
            await WriteAsync(dropped, cancellationToken);
            _batch.Clear();
            await TidyAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            queue.GiveBack(dropped);
            return false;
        }
    }

    private async Task WriteAsync(long dropped, CancellationToken cancellationToken)
    {
        var rows = _batch.ConvertAll(SystemEventRow.Of);
        if (dropped > 0)
        {
            var sentence = string.Create(CultureInfo.InvariantCulture, $"{dropped} events were not kept: more came than could be written. The files of the log have them.");
            rows.Add(SystemEventRow.Of(new(time.GetUtcNow(), EntryLevel.Warning, NewSystemEvent.Log, 0, sentence)));
        }

        if (rows.Count == 0)
            return;
        await using var db = database.Connect();
        await db.BulkCopyAsync(new BulkCopyOptions { BulkCopyType = BulkCopyType.MultipleRows }, rows, cancellationToken);
    }

    /// <summary>In small portions: whoever else writes must not wait.</summary>
    private async Task TidyAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_tidied is { } tidied && now - tidied < s_tidyEvery)
            return;
        _tidied = now;
        var before = (now - Kept).ToUnixTimeMilliseconds();
        await using var db = database.Connect();
        var table = db.GetTable<SystemEventRow>();
        var newest = await table.OrderByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(cancellationToken);
        var firstKept = newest - MostRows;
        while (true)
        {
            var old = await table.Where(r => r.Id <= firstKept || r.At < before).OrderBy(r => r.Id).Select(r => r.Id).Take(RemovedAtOnce).ToListAsync(cancellationToken);
            if (old.Count == 0)
                return;
            await table.Where(r => old.Contains(r.Id)).DeleteAsync(cancellationToken);
        }
    }
}
