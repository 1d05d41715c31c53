using System.Data.Common;
using System.Globalization;
using MySqlConnector;

namespace SipRing.Asterisk.Logs;

/// <summary>
/// Rows of the log tables of a FreePBX (<c>queuelog</c>, <c>cdr</c>, <c>cel</c>), in the order of their number. Reading goes on
/// from the number of the row read last. See "Queue Logs", "CDR Adaptive ODBC" and "CEL ODBC" in the Asterisk documentation.
/// </summary>
/// <param name="connectionString">MySqlConnector connection string of the database that holds the tables.</param>
/// <param name="zone">Zone of the machine that wrote them: the tables hold local time.</param>
/// <param name="time">Clock for the patience with gaps.</param>
public sealed class LogTables(string connectionString, TimeZoneInfo zone, TimeProvider time)
{
    private readonly TableGaps _gaps = new(time);

    /// <summary>
    /// The next rows of <c>queuelog</c> after that id. A number that is missing may belong to a transaction that has not ended
    /// yet: rows behind it are held back for <see cref="TableGaps.Patience"/>, then the number counts as never used.
    /// </summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public async Task<IReadOnlyList<TableRow<QueueLogRecord>>> QueueLogAsync(long afterId, int limit, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            "SELECT id, time, callid, queuename, agent, event, data1, data2, data3, data4, data5 FROM queuelog WHERE id > @after ORDER BY id LIMIT @limit",
            afterId,
            limit,
            QueueLogRow,
            cancellationToken);
        return _gaps.Whole(afterId, rows);
    }

    /// <summary>The next rows of <c>cel</c> after that id, held back at gaps likewise.</summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public async Task<IReadOnlyList<TableRow<CelRecord>>> CelAsync(long afterId, int limit, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(
            "SELECT id, eventtime, eventtype, cid_num, exten, uniqueid, linkedid, channame, extra FROM cel WHERE id > @after ORDER BY id LIMIT @limit",
            afterId,
            limit,
            row => new CelRecord(Ms(row, 1), Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5), Text(row, 6), Text(row, 7), Text(row, 8)),
            cancellationToken);
        return _gaps.Whole(afterId, rows);
    }

    /// <summary>
    /// The rows of <c>cdr</c> whose call began in the span. The table has no number of its own and is filled at the end of a call:
    /// read a span again until nothing of it can be talking any more; the same row is recognised by its fields.
    /// </summary>
    /// <exception cref="DbException">The database cannot be reached or has no such table.</exception>
    public async Task<IReadOnlyList<CdrRecord>> CdrAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT calldate, src, dst, dcontext, channel, dstchannel, duration, billsec, disposition, uniqueid FROM cdr "
            + "WHERE calldate >= @from AND calldate < @to ORDER BY calldate, uniqueid, sequence";
        command.Parameters.AddWithValue("@from", TimeZoneInfo.ConvertTime(from, zone).DateTime);
        command.Parameters.AddWithValue("@to", TimeZoneInfo.ConvertTime(to, zone).DateTime);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var records = new List<CdrRecord>();
        while (await row.ReadAsync(cancellationToken))
        {
            records.Add(new(
                Ms(row, 0), Text(row, 1), Text(row, 2), Text(row, 3), Text(row, 4), Text(row, 5), row.GetInt32(6), row.GetInt32(7), Text(row, 8), Text(row, 9)));
        }

        return records;
    }

    private static string Text(DbDataReader row, int column) => row.IsDBNull(column) ? "" : row.GetString(column);

    private async Task<List<TableRow<T>>> ReadAsync<T>(
        string query, long afterId, int limit, Func<DbDataReader, T> record, CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the constants above.
        command.CommandText = query;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("@after", afterId);
        command.Parameters.AddWithValue("@limit", limit);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<TableRow<T>>();
        while (await row.ReadAsync(cancellationToken))
            rows.Add(new(Convert.ToInt64(row.GetValue(0), CultureInfo.InvariantCulture), record(row)));
        return rows;
    }

    private QueueLogRecord QueueLogRow(DbDataReader row)
    {
        var name = Text(row, 5);
        // What needs more than five fields stands in the last one, with its bars.
        var data = Enumerable.Range(6, 4).Select(i => Text(row, i)).Concat(Text(row, 10).Split('|')).ToList();
        while (data.Count > 0 && data[^1].Length == 0)
            data.RemoveAt(data.Count - 1);
        return new(Ms(row, 1), Text(row, 2), Text(row, 3), Text(row, 4), QueueLogEvents.Find(name), name, [.. data]);
    }

    private long Ms(DbDataReader row, int column) => row.IsDBNull(column) ? 0 : LogTime.ToUtcMs(row.GetDateTime(column), zone);
}

/// <summary>One row with its number.</summary>
public readonly record struct TableRow<T>(long Id, T Record);
