using System.Security.Cryptography;
using System.Text;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Ledger.Writing;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>
/// Reads the cdr table into the ledger, six hours of calls per transaction. It has no number to go on from, and a row comes at the end of its
/// call: every run begins a day before the last call that was read. A row that was read before is the same fact.
/// </summary>
/// <param name="database">Where the ledger is.</param>
/// <param name="pbx">The PBX that wrote the table.</param>
/// <param name="source">Server and database of the table.</param>
/// <param name="tables">The tables.</param>
internal sealed class CdrTableReader(Database database, string pbx, string source, LogTables tables)
{
    /// <summary>No call lasts longer.</summary>
    private static readonly TimeSpan s_longestCall = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_atOnce = TimeSpan.FromHours(6);
    private readonly LogCatalog _catalog = new(database);
    private readonly LedgerWriter _writer = new(database);
    private LogRow? _row;
    private LineFeed? _feed;
    private DateTimeOffset? _next;
    private DateTimeOffset? _known;

    public DateTimeOffset? First { get; private set; }

    public DateTimeOffset? Last { get; private set; }

    public DateTimeOffset? Position => _next;

    public long Lines => _row?.Lines ?? 0;

    public long Broken => _row?.Broken ?? 0;

    /// <summary>Of the last call that was read; 0 where there is none.</summary>
    public long LastMs => _row?.LastAt ?? 0;

    private string Head => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source + "/" + LogKind.Cdr.Text())));

    /// <summary>Finds how far the table was read.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="again">How far before the last call to begin; a day where nothing is said.</param>
    public async Task OpenAsync(CancellationToken cancellationToken, TimeSpan? again = null)
    {
        _row = await _catalog.FindTableAsync(pbx, LogKind.Cdr, Head, cancellationToken);
        _feed = new(LogKind.Cdr, pbx, _row is null ? new() : LogState.Load(_row.State), TimeZoneInfo.Utc)
        {
            Lines = _row?.Lines ?? 0,
            Broken = _row?.Broken ?? 0,
            FirstMs = _row?.FirstAt ?? 0,
        };
        if (_row is null)
            return;
        _known = DateTimeOffset.FromUnixTimeMilliseconds(_row.LastAt).AddSeconds(1);
        _next = _known - (again ?? s_longestCall);
    }

    /// <summary>Reads on by one transaction. False: there is nothing more.</summary>
    public async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        var from = _next ?? DateTimeOffset.UnixEpoch;
        if (await tables.CdrSpanAsync(from, cancellationToken) is not { } span)
            return false;
        (First, Last) = (First ?? span.First, span.Last);
        _next = span.First + s_atOnce;
        // A transaction holds either what was read before or what is new: only the new is counted.
        var isKnown = from < _known && span.First < _known;
        if (isKnown && _next > _known)
            _next = _known;
        var lines = await tables.CdrAsync(span.First, _next.Value, cancellationToken);
        var output = new FoldOutput();
        var (counted, broken) = (_feed!.Lines, _feed.Broken);
        _feed.Feed(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), output);
        if (isKnown)
            (_feed.Lines, _feed.Broken) = (counted, broken);
        var stored = await _writer.StoreAsync(_row, Row(_feed), output, cancellationToken)
            ?? throw new IOException("Another process reads this table at the same time; run again when it has ended.");
        _row = stored.Log;
        return true;
    }

    private LogRow Row(LineFeed feed) => new()
    {
        Pbx = pbx,
        Kind = (int)LogKind.Cdr,
        HeadLength = 0,
        HeadHash = Head,
        TailLength = 0,
        TailHash = "",
        Position = feed.State.LastMs,
        Lines = feed.Lines,
        Broken = feed.Broken,
        FirstAt = feed.FirstMs,
        LastAt = feed.State.LastMs,
        State = feed.State.Save(),
    };
}
