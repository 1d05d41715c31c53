using System.Data.Common;
using System.Globalization;
using System.Text;
using MySqlConnector;

namespace SipRing.Asterisk.Logs;

/// <summary>
/// The log tables of a FreePBX (<c>queuelog</c>, <c>cel</c>, <c>cdr</c>), each row as the line that the log file would have: the
/// same call gives the same facts, whichever of the two is read. See "Queue Logs", "CDR Adaptive ODBC" and "CEL ODBC" in the
/// Asterisk documentation.
/// </summary>
/// <param name="connectionString">MySqlConnector connection string of the database that holds the tables.</param>
/// <param name="zone">Zone of the machine that wrote them: the tables hold local time.</param>
/// <param name="time">Clock for the patience with gaps.</param>
public sealed class LogTables(string connectionString, TimeZoneInfo zone, TimeProvider time)
{
    private const string Queue = "SELECT id, time, callid, queuename, agent, event, data1, data2, data3, data4, data5 FROM queuelog ";
    private const string Cel = "SELECT id, eventtime, eventtype, cid_num, exten, channame, uniqueid, linkedid, extra, context, appname, appdata FROM cel ";
    private const int CdrFields = 10;
    private const string After = "WHERE id > @after ORDER BY id LIMIT @limit";
    private const string Exactly = "WHERE id = @id";
    private readonly TableGaps _queueGaps = new(time);
    private readonly TableGaps _celGaps = new(time);

    /// <summary>
    /// The next rows of <c>queuelog</c> after that number. A number that is missing may belong to a transaction that has not ended
    /// yet: rows behind it are held back for three seconds, then it counts as never used.
    /// </summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public Task<TableLines> QueueLogAsync(long afterId, int limit, CancellationToken cancellationToken) =>
        ReadAsync(new(Queue + After), new("SELECT MAX(id) FROM queuelog"), afterId, limit, QueueLine, _queueGaps, cancellationToken);

    /// <summary>The next rows of <c>cel</c> after that number, held back at gaps likewise.</summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public Task<TableLines> CelAsync(long afterId, int limit, CancellationToken cancellationToken) =>
        ReadAsync(new(Cel + After), new("SELECT MAX(id) FROM cel"), afterId, limit, CelLine, _celGaps, cancellationToken);

    /// <summary>The line of the row of <c>queuelog</c> with that number, or null where there is none any more.</summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public Task<string?> QueueLogLineAsync(long id, CancellationToken cancellationToken) => LineAsync(new(Queue + Exactly), id, QueueLine, cancellationToken);

    /// <summary>The line of the row of <c>cel</c> with that number, or null where there is none any more.</summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public Task<string?> CelLineAsync(long id, CancellationToken cancellationToken) => LineAsync(new(Cel + Exactly), id, CelLine, cancellationToken);

    /// <summary>
    /// The rows of <c>cdr</c> whose call began in the span. The table has no number of its own and is filled at the end of a call:
    /// a span is complete once nothing of it can be talking any more.
    /// </summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public async Task<IReadOnlyList<string>> CdrAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT calldate, src, dst, dcontext, channel, dstchannel, duration, billsec, disposition, uniqueid, cdr.* FROM cdr "
            + "WHERE calldate >= @from AND calldate < @to ORDER BY calldate, uniqueid, channel";
        command.Parameters.AddWithValue("@from", TimeZoneInfo.ConvertTime(from, zone).DateTime);
        command.Parameters.AddWithValue("@to", TimeZoneInfo.ConvertTime(to, zone).DateTime);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<string>();
        // Tables of older PBXs have no such column.
        var linked = Enumerable.Range(CdrFields, row.FieldCount - CdrFields).FirstOrDefault(i => row.GetName(i).Equals("linkedid", StringComparison.OrdinalIgnoreCase), -1);
        while (await row.ReadAsync(cancellationToken))
            lines.Add(CdrLine(row, linked));
        return lines;
    }

    /// <summary>When the first call of <c>cdr</c> at or after that moment began, and the last one; null where there is none.</summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public async Task<(DateTimeOffset First, DateTimeOffset Last)?> CdrSpanAsync(DateTimeOffset from, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT MIN(calldate), MAX(calldate) FROM cdr WHERE calldate >= @from";
        command.Parameters.AddWithValue("@from", TimeZoneInfo.ConvertTime(from, zone).DateTime);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        if (row.IsDBNull(0))
            return null;
        return (DateTimeOffset.FromUnixTimeMilliseconds(Ms(row, 0)), DateTimeOffset.FromUnixTimeMilliseconds(Ms(row, 1)));
    }

    private static string Text(DbDataReader row, int column) =>
        row.IsDBNull(column) ? "" : Convert.ToString(row.GetValue(column), CultureInfo.InvariantCulture)!.ReplaceLineEndings(" ");

    private static string Csv(params ReadOnlySpan<string> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields)
            line.Append(line.Length > 0 ? "," : "").Append('"').Append(field.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        return line.ToString();
    }

    private static string Seconds(long ms) => string.Create(CultureInfo.InvariantCulture, $"{ms / 1000}.{ms % 1000:000}");

    private async Task<MySqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new MySqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<TableLines> ReadAsync(
        MySqlCommand rows, MySqlCommand highestId, long afterId, int limit, Func<DbDataReader, string> line, TableGaps gaps, CancellationToken cancellationToken)
    {
        await using var reading = rows;
        await using var counting = highestId;
        await using var connection = await OpenAsync(cancellationToken);
        counting.Connection = connection;
        var highest = await counting.ExecuteScalarAsync(cancellationToken) is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
        reading.Connection = connection;
        reading.Parameters.AddWithValue("@after", afterId);
        reading.Parameters.AddWithValue("@limit", limit);
        await using var row = await reading.ExecuteReaderAsync(cancellationToken);
        var (ids, lines) = (new List<long>(), new List<string>());
        while (await row.ReadAsync(cancellationToken))
        {
            ids.Add(Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture));
            lines.Add(line(row));
        }

        var whole = gaps.Whole(afterId, ids, highest);
        return new(whole > 0 ? ids[whole - 1] : afterId, highest, lines[..whole], whole < lines.Count);
    }

    private async Task<string?> LineAsync(MySqlCommand one, long id, Func<DbDataReader, string> line, CancellationToken cancellationToken)
    {
        await using var command = one;
        await using var connection = await OpenAsync(cancellationToken);
        command.Connection = connection;
        command.Parameters.AddWithValue("@id", id);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? line(row) : null;
    }

    // The file counts whole seconds, and the fractions of the table would make other facts of the same call. It has a bar
    // behind every event.
    private string QueueLine(DbDataReader row)
    {
        var fields = Enumerable.Range(2, 9).Select(i => Text(row, i)).ToList();
        while (fields.Count > 5 && fields[^1].Length == 0)
            fields.RemoveAt(fields.Count - 1);
        return string.Create(CultureInfo.InvariantCulture, $"{Ms(row, 1) / 1000}|{string.Join('|', fields)}");
    }

    private string CelLine(DbDataReader row) =>
        Csv(
            Text(row, 2), Seconds(Ms(row, 1)), Text(row, 3), Text(row, 4), Text(row, 9), Text(row, 5), Text(row, 6), Text(row, 7), "", Text(row, 8), Text(row, 10), Text(row, 11));

    private string CdrLine(DbDataReader row, int linked)
    {
        var start = Seconds(Ms(row, 0));
        return Csv(
            "", Text(row, 1), Text(row, 2), Text(row, 3), "", Text(row, 4), Text(row, 5), "", "", start, "", "", Text(row, 6), Text(row, 7), Text(row, 8), "", Text(row, 9), "",
            linked < 0 ? "" : Text(row, linked));
    }

    // A time is a DATETIME, or text as Asterisk wrote it.
    private long Ms(DbDataReader row, int column) => row.GetValue(column) switch
    {
        DateTime local => LogTime.ToUtcMs(local, zone),
        string text => LogTime.Parse(text, zone) ?? 0,
        _ => 0,
    };
}

/// <summary>Rows of a table, as the lines of a log.</summary>
/// <param name="LastId">Number of the last of them; the number asked after where there is none.</param>
/// <param name="HighestId">The highest number in the table; 0 where it is empty.</param>
/// <param name="Lines">One for each row, without a line feed.</param>
/// <param name="HeldBack">Rows behind a gap wait for it to be filled.</param>
public sealed record TableLines(long LastId, long HighestId, IReadOnlyList<string> Lines, bool HeldBack);
