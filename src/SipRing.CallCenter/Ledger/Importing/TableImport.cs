using MySqlConnector;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Importing;

/// <summary>
/// Reads the history of a FreePBX out of its database (<c>asteriskcdrdb</c>) into the ledger. A run that was stopped goes on where it
/// ended, a later run takes what has come since. A login that may only SELECT is enough.
/// </summary>
public sealed class TableImport(Database database, TimeProvider time)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    /// <param name="connectionString">MySqlConnector connection string of the PBX's database.</param>
    /// <param name="pbx">The PBX that the facts belong to.</param>
    /// <param name="kind">Which table: <c>queuelog</c>, <c>cel</c> or <c>cdr</c>.</param>
    /// <param name="zone">Zone of the machine that wrote it.</param>
    /// <param name="progress">Told after every transaction; of <c>cdr</c>, in seconds of its span.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <exception cref="IOException">The database cannot be reached, or has no such table.</exception>
    /// <exception cref="ArgumentException">It is no connection string.</exception>
    public async Task<ImportResult> RunAsync(
        string connectionString, string pbx, LogKind kind, TimeZoneInfo zone, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var login = new MySqlConnectionStringBuilder(connectionString);
        if (login.Server.Length == 0 || login.Database.Length == 0)
            throw new ArgumentException("It names no Server or no Database; write \"Server=192.0.2.10;User ID=reader;Password=…;Database=asteriskcdrdb\".", nameof(connectionString));
        var source = $"{login.Server}:{login.Port}/{login.Database}";
        var tables = new LogTables(login.ConnectionString, zone, time);
        try
        {
            return kind == LogKind.Cdr
                ? await RunCdrAsync(new(database, pbx, source, tables), progress, cancellationToken)
                : await RunAsync(new(database, pbx, kind, source, tables), kind, progress, cancellationToken);
        }
        catch (MySqlException e)
        {
            throw new IOException($"The table {Table(kind)} of {source} cannot be read: {e.Message}", e);
        }
    }

    private static string Table(LogKind kind) => kind switch
    {
        LogKind.QueueLog => "queuelog",
        LogKind.Cdr => "cdr",
        LogKind.Cel => "cel",
        LogKind.Events => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Events are kept in no table."),
    };

    private static async Task<ImportResult> RunCdrAsync(CdrTableReader reader, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        await reader.OpenAsync(cancellationToken);
        var (lines, broken) = (reader.Lines, reader.Broken);
        while (await reader.StepAsync(cancellationToken))
        {
            var (first, last, next) = (reader.First!.Value, reader.Last!.Value, reader.Position!.Value);
            var length = (long)(last - first).TotalSeconds;
            progress?.Report(new(Table(LogKind.Cdr), 1, 1, Math.Min((long)(next - first).TotalSeconds, length), length, reader.Lines - lines));
        }

        return new(1, reader.Lines - lines, reader.Broken - broken, Unfinished: false);
    }

    private async Task<ImportResult> RunAsync(LogTableReader reader, LogKind kind, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        await reader.OpenAsync(cancellationToken);
        var (lines, broken) = (reader.Lines, reader.Broken);
        while (await reader.StepAsync(cancellationToken) is var step and not TableStep.AtEnd)
        {
            if (step == TableStep.HeldBack)
                await Task.Delay(s_pause, time, cancellationToken);
            progress?.Report(new(Table(kind), 1, 1, reader.Position, reader.Highest, reader.Lines - lines));
        }

        return new(1, reader.Lines - lines, reader.Broken - broken, Unfinished: false);
    }
}
