using System.Globalization;
using System.Runtime.CompilerServices;
using MySqlConnector;
using SipRing.CallCenter.Settings;
using static SipRing.CallCenter.Connection.FindingState;

namespace SipRing.CallCenter.Connection;

/// <summary>Tries the database of an existing PBX: login, tables with their columns, clock and zone, whether rows come.</summary>
internal sealed class DatabaseTest(ExistingPbx pbx, SecretBox box, TimeProvider time)
{
    private static readonly TimeSpan s_recent = TimeSpan.FromDays(2);

    private static readonly (string Table, Func<MySqlCommand> Read)[] s_tables =
    [
        ("queuelog", () => new("SELECT id, time, callid, queuename, agent, event, data1, data2, data3, data4, data5 FROM queuelog ORDER BY id DESC LIMIT 1")),
        ("cdr", () => new("SELECT calldate, src, dst, dcontext, channel, dstchannel, duration, billsec, disposition, uniqueid FROM cdr LIMIT 1")),
        ("cel", () => new("SELECT id, eventtime, eventtype, cid_num, exten, channame, uniqueid, linkedid, extra FROM cel ORDER BY id DESC LIMIT 1")),
    ];

    public async IAsyncEnumerable<ConnectionFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = new MySqlConnection(PbxReach.MySql(pbx, box));
        if (await OpenAsync(connection, cancellationToken) is { } problem)
        {
            yield return problem;
            yield break;
        }

        yield return new(ConnectionStep.Database, Good, "database-reached", $"The database {PbxReach.MySqlName(pbx)} answers.", null, PbxReach.MySqlName(pbx));
        var missing = new List<string>();
        DateTime? last = null;
        foreach (var (table, read) in s_tables)
        {
            var (isThere, latest, denied) = await LookAsync(connection, read(), cancellationToken);
            if (denied is not null)
            {
                yield return new(ConnectionStep.Tables, Bad, "table-unread", $"The table {table} cannot be read: {denied}", PasteLines.Grant(pbx.MySqlUser, pbx.MySqlDatabase, "%"), table, denied);
                continue;
            }

            if (!isThere)
                missing.Add(table);
            if (table == "queuelog")
                last = latest;
        }

        if (missing.Count > 0)
            yield return Missing(missing);
        else
            yield return new(ConnectionStep.Tables, Good, "tables-found", "The tables queuelog, cdr and cel are there.");
        yield return await ClockAsync(connection, cancellationToken);
        if (pbx.Facts == FactsSource.Table && !missing.Contains("queuelog"))
            yield return Recent(last);
    }

    private async Task<ConnectionFinding?> OpenAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.OpenAsync(cancellationToken);
            return null;
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.UnknownDatabase)
        {
            return pbx.CreateDatabase
                ? new(ConnectionStep.Database, Note, "database-will-be-made", $"There is no database {pbx.MySqlDatabase} yet; it is made when you save.", null, pbx.MySqlDatabase)
                : new(ConnectionStep.Database, Bad, "database-unknown", $"There is no database {pbx.MySqlDatabase}. Look at its name, or let SipRing make it.", null, pbx.MySqlDatabase);
        }
        catch (MySqlException e) when (e.ErrorCode is MySqlErrorCode.AccessDenied or MySqlErrorCode.DatabaseAccessDenied)
        {
            return new(
                ConnectionStep.Database, Bad, "database-refused", $"The login {pbx.MySqlUser} is refused: {e.Message}. Make one that may only read:",
                PasteLines.Grant(pbx.MySqlUser, pbx.MySqlDatabase, "%"), pbx.MySqlUser, e.Message);
        }
        catch (MySqlException e)
        {
            return new(
                ConnectionStep.Database, Bad, "database-unreachable", $"{pbx.MySqlHost}:{pbx.MySqlPort} cannot be reached: {e.Message}. MariaDB listens on its own machine only until bind-address is changed.",
                "# /etc/mysql/mariadb.conf.d/50-server.cnf\n[mariadb]\nbind-address = 0.0.0.0\n", pbx.MySqlHost!, pbx.MySqlPort, e.Message);
        }
    }

    private static async Task<(bool IsThere, DateTime? Latest, string? Denied)> LookAsync(MySqlConnection connection, MySqlCommand command, CancellationToken cancellationToken)
    {
        try
        {
            await using var reading = command;
            command.Connection = connection;
            await using var row = await command.ExecuteReaderAsync(cancellationToken);
            var any = await row.ReadAsync(cancellationToken);
            return (true, any && row.GetValue(1) is DateTime at ? at : null, null);
        }
        catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.NoSuchTable)
        {
            return (false, null, null);
        }
        catch (MySqlException e)
        {
            return (false, null, e.Message);
        }
    }

    private ConnectionFinding Missing(List<string> tables)
    {
        var names = string.Join(", ", tables);
        var state = pbx.Facts == FactsSource.Table && tables.Contains("queuelog") && !pbx.CreateDatabase ? Bad : Warning;
        return new(
            ConnectionStep.Tables, state, "tables-missing",
            $"There is no table {names}. Without queuelog take the file instead; without cel the number of an attended transfer is not known; without cdr calls outside of queues are missing.",
            tables.Contains("queuelog") ? PasteLines.QueueLogTable() : null, names);
    }

    private async Task<ConnectionFinding> ClockAsync(MySqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new MySqlCommand("SELECT TIMESTAMPDIFF(MINUTE, UTC_TIMESTAMP(), NOW())", connection);
        var minutes = Convert.ToInt32(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
        var zone = (int)TimeZoneInfo.FindSystemTimeZoneById(pbx.TimeZone).GetUtcOffset(time.GetUtcNow()).TotalMinutes;
        return Math.Abs(minutes - zone) > 1
            ? new(ConnectionStep.Tables, Warning, "zone-differs", $"The database's clock is {Offset(minutes)} from UTC, and {pbx.TimeZone} is {Offset(zone)}. Choose the zone of the PBX, or times in reports are wrong.", null, Offset(minutes), pbx.TimeZone, Offset(zone))
            : new(ConnectionStep.Tables, Good, "zone-agrees", $"The database's clock agrees with {pbx.TimeZone}.", null, pbx.TimeZone);
    }

    private ConnectionFinding Recent(DateTime? last)
    {
        if (last is not { } at)
            return new(ConnectionStep.Log, Warning, "table-empty", "queuelog has no row yet: make a call to a queue and test again. If none comes, Asterisk does not write it.", PasteLines.QueueLogTable());
        var age = TimeZoneInfo.ConvertTime(time.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(pbx.TimeZone)).DateTime - at;
        var text = at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return age > s_recent
            ? new(ConnectionStep.Log, Warning, "table-old", $"The last row of queuelog is of {text}: Asterisk may have stopped writing it.", PasteLines.QueueLogTable(), text)
            : new(ConnectionStep.Log, Good, "log-recent", $"The last line of the log is of {text}.", null, text);
    }

    private static string Offset(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
}
