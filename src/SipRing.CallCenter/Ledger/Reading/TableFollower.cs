using MySqlConnector;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>
/// Follows a numbered log table (<c>queuelog</c>, <c>cel</c>) that another PBX writes. While its database cannot be reached the rows
/// wait there; a table that was emptied and counts from one again is read anew.
/// </summary>
internal sealed class TableFollower(Database database, string pbx, LogKind kind, TableSource source, TimeProvider time) : ILogSource
{
    /// <summary>A row is about as long as a line of the file.</summary>
    private const long BytesOfRow = 100;
    private LogTableReader? _reader;

    public LogKind Kind => kind;
    public string Path => $"{source.Name}.{(kind == LogKind.Cel ? "cel" : "queuelog")}";
    public long LastMs => _reader?.LastMs ?? 0;
    public long Broken => _reader?.Broken ?? 0;
    public long Behind => _reader is { } reader ? Math.Max(0, reader.Highest - reader.Position) * BytesOfRow : 0;

    public async Task<bool> PollAsync(Action? changed, CancellationToken cancellationToken)
    {
        try
        {
            if (_reader is null || (_reader.Highest > 0 && _reader.Highest < _reader.Position))
            {
                _reader = new(database, pbx, kind, source.Name, new LogTables(source.ConnectionString, source.Zone, time));
                await _reader.OpenAsync(cancellationToken);
            }

            var any = false;
            while (await _reader.StepAsync(changed, cancellationToken) == TableStep.Read)
                any = true;
            return any;
        }
        catch (Exception e)
        {
            _reader = null;
            throw e is MySqlException ? new IOException($"The table {Path} cannot be read: {e.Message}", e) : e;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

/// <param name="ConnectionString">Holds a password: never logged.</param>
/// <param name="Name">Server and database, by which the table is known again.</param>
/// <param name="Zone">Of the machine that writes it.</param>
internal sealed record TableSource(string ConnectionString, string Name, TimeZoneInfo Zone);
