using System.Security.Cryptography;
using System.Text;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Ledger.Writing;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>
/// Reads a numbered log table (queue_log, cel) into the ledger, some thousand rows per transaction. The position is the number of
/// the last row and what stood in it: a table that was emptied and filled anew is read from its beginning, and what it shares
/// with what was read before is left out. After an exception it is not used any more.
/// </summary>
/// <param name="database">Where the ledger is.</param>
/// <param name="pbx">The PBX that wrote the table.</param>
/// <param name="kind">queue_log or cel.</param>
/// <param name="source">Server and database of the table: the same rows elsewhere are another log.</param>
/// <param name="tables">The tables.</param>
internal sealed class LogTableReader(Database database, string pbx, LogKind kind, string source, LogTables tables)
{
    private const int RowsAtOnce = 5_000;
    private readonly LogCatalog _catalog = new(database);
    private readonly LedgerWriter _writer = new(database);
    private LogRow? _row;
    private LineFeed? _feed;
    public long Position => _row?.Position ?? 0;

    public long Highest { get; private set; }

    public long Lines => _row?.Lines ?? 0;

    public long Broken => _row?.Broken ?? 0;

    /// <summary>Of the last good line; 0 where there is none.</summary>
    public long LastMs => _row?.LastAt ?? 0;

    private string Head => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source + "/" + kind.Text())));

    /// <summary>Finds how far the table was read.</summary>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _row = await _catalog.FindTableAsync(pbx, kind, Head, cancellationToken);
        if (_row is not null && !await IsSameAsync(_row, cancellationToken))
            _row = null;
        _feed = _row is null ? null : new(kind, pbx, LogState.Load(_row.State), TimeZoneInfo.Utc) { Lines = _row.Lines, Broken = _row.Broken, FirstMs = _row.FirstAt };
    }

    /// <summary>Reads on by one transaction.</summary>
    public Task<TableStep> StepAsync(CancellationToken cancellationToken) => StepAsync(null, cancellationToken);

    /// <summary>The same, and says when a figure of a report changed.</summary>
    public async Task<TableStep> StepAsync(Action? changed, CancellationToken cancellationToken)
    {
        while (true)
        {
            var rows = kind == LogKind.QueueLog
                ? await tables.QueueLogAsync(Position, RowsAtOnce, cancellationToken)
                : await tables.CelAsync(Position, RowsAtOnce, cancellationToken);
            Highest = rows.HighestId;
            if (rows.Lines.Count == 0)
                return rows.HeldBack ? TableStep.HeldBack : TableStep.AtEnd;
            var bytes = Encoding.UTF8.GetBytes(string.Join('\n', rows.Lines) + "\n");
            _feed ??= await BeginAsync(bytes, cancellationToken);
            var output = new FoldOutput();
            _feed.Feed(bytes, output);
            if (await _writer.StoreAsync(_row, Row(_feed, rows.LastId, rows.Lines[^1]), output, cancellationToken) is { } stored)
            {
                _row = stored.Log;
                if (stored.Changed)
                    changed?.Invoke();
                return TableStep.Read;
            }

            // Another process went ahead in this table.
            await OpenAsync(cancellationToken);
        }
    }

    private static string Tail(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    private async Task<bool> IsSameAsync(LogRow row, CancellationToken cancellationToken)
    {
        var line = kind == LogKind.QueueLog
            ? await tables.QueueLogLineAsync(row.Position, cancellationToken)
            : await tables.CelLineAsync(row.Position, cancellationToken);
        if (line is not null)
            return Tail(line) == row.TailHash;
        // Old rows may have been deleted; a table that counts from one again has not come as far yet.
        var rows = kind == LogKind.QueueLog
            ? await tables.QueueLogAsync(row.Position, 1, cancellationToken)
            : await tables.CelAsync(row.Position, 1, cancellationToken);
        return rows.HighestId == 0 || rows.HighestId > row.Position;
    }

    private async Task<LineFeed> BeginAsync(byte[] lines, CancellationToken cancellationToken)
    {
        var first = LogStart.FirstTime(kind, TimeZoneInfo.Utc, lines);
        return new(kind, pbx, first is null ? new() : await _catalog.BeforeAsync(pbx, kind, first.Value, cancellationToken), TimeZoneInfo.Utc);
    }

    // A head of no length: it is never taken for a file.
    private LogRow Row(LineFeed feed, long lastId, string lastLine) => new()
    {
        Pbx = pbx,
        Kind = (int)kind,
        HeadLength = 0,
        HeadHash = Head,
        TailLength = 0,
        TailHash = Tail(lastLine),
        Position = lastId,
        Lines = feed.Lines,
        Broken = feed.Broken,
        FirstAt = feed.FirstMs,
        LastAt = feed.State.LastMs,
        State = feed.State.Save(),
    };
}

internal enum TableStep
{
    Read,

    /// <summary>There are rows, behind a number that may still be filled.</summary>
    HeldBack,
    AtEnd,
}
