using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Ledger.Writing;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>
/// Reads one log file into the ledger, a block per transaction. After an exception it is not used any more: its memory may be
/// ahead of the database; a new one goes on from what is stored.
/// </summary>
internal sealed class LogFileReader : IAsyncDisposable
{
    private readonly LogBlock _block = new();
    private readonly LogCatalog _catalog;
    private readonly LedgerWriter _writer;
    private readonly string _pbx;
    private readonly LogKind _kind;
    private readonly TimeZoneInfo _zone;
    private LogRow? _row;
    private LineFeed? _feed;

    private LogFileReader(Database database, string pbx, LogKind kind, TimeZoneInfo zone, Stream file)
    {
        (_pbx, _kind, _zone, File) = (pbx, kind, zone, file);
        _catalog = new(database);
        _writer = new(database);
    }

    public Stream File { get; }

    public long Position => _row?.Position ?? 0;

    /// <summary>Of the last good line; 0 where there is none.</summary>
    public long LastMs => _row?.LastAt ?? 0;

    public long Broken => _row?.Broken ?? 0;

    public long Lines => _row?.Lines ?? 0;

    public static async Task<LogFileReader> OpenAsync(
        Database database, string pbx, LogKind kind, TimeZoneInfo zone, string path, CancellationToken cancellationToken, ILogPlace? place = null)
    {
        var file = await (place ?? LocalLogs.Instance).OpenAsync(path, cancellationToken);
        var reader = new LogFileReader(database, pbx, kind, zone, file);
        try
        {
            await reader.FindAsync(cancellationToken);
            return reader;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether this stream shows the same file, with nothing of what was read changed.</summary>
    public bool IsSame(Stream other) =>
        _row is null || new LogPosition(_row.Position, _row.HeadLength, _row.HeadHash, _row.TailLength, _row.TailHash).IsIn(other);

    /// <summary>Reads on by one block. False: there is nothing whole to read now.</summary>
    /// <param name="finished">Nobody writes this file any more: a half line at its end is taken, and counted as broken.</param>
    /// <param name="changed">Called when a figure of a report changed.</param>
    public async Task<bool> StepAsync(bool finished, Action? changed, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (File.Length <= Position || !await _block.ReadAsync(File, Position, finished, cancellationToken))
                return false;
            _feed ??= await BeginAsync(cancellationToken);
            var output = new FoldOutput { Source = _kind == LogKind.Events ? FactSource.Events : FactSource.Log };
            _feed.Feed(_block.Lines.Span, output);
            var position = LogPosition.At(File, _block.To);
            var stored = await _writer.StoreAsync(_row, Row(_feed, position), output, cancellationToken);
            if (stored is null)
            {
                await FindAsync(cancellationToken);
                continue;
            }

            _row = stored.Log;
            if (stored.Changed)
                changed?.Invoke();
            return true;
        }
    }

    public ValueTask DisposeAsync() => File.DisposeAsync();

    private async Task FindAsync(CancellationToken cancellationToken)
    {
        _row = await _catalog.FindAsync(_pbx, _kind, File, cancellationToken);
        _feed = _row is null ? null : new(_kind, _pbx, LogState.Load(_row.State), _zone) { Lines = _row.Lines, Broken = _row.Broken, FirstMs = _row.FirstAt };
    }

    private async Task<LineFeed> BeginAsync(CancellationToken cancellationToken)
    {
        var first = LogStart.FirstTime(_kind, _zone, _block.Lines.Span);
        return new(_kind, _pbx, first is null ? new() : await _catalog.BeforeAsync(_pbx, _kind, first.Value, cancellationToken), _zone);
    }

    private LogRow Row(LineFeed feed, LogPosition position) => new()
    {
        Pbx = _pbx,
        Kind = (int)_kind,
        HeadLength = position.HeadLength,
        HeadHash = position.HeadHash,
        TailLength = position.TailLength,
        TailHash = position.TailHash,
        Position = position.Offset,
        Lines = feed.Lines,
        Broken = feed.Broken,
        FirstAt = feed.FirstMs,
        LastAt = feed.State.LastMs,
        State = feed.State.Save(),
    };
}
