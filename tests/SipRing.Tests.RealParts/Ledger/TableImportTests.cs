using System.Globalization;
using System.Text.RegularExpressions;
using MySqlConnector;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Importing;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Ledger;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Ledger;

/// <summary>The database of a PBX, with the tables that FreePBX 17 has, read into the ledger.</summary>
public sealed class TableImportTests : IAsyncLifetime
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow");
    private static readonly RandomLog s_log = new(seed: 11, calls: 200);

    /// <summary>A table holds no broken lines.</summary>
    private static readonly string[] s_lines = [.. s_log.QueueLog.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line != "half|a|line")];

    private string _pbx = "";

    public async ValueTask InitializeAsync()
    {
        _pbx = await (await MariaDbServer.SharedAsync()).CreateSchemaAsync();
        await RunAsync(new(
            """
            CREATE TABLE queuelog (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, time datetime(6) NOT NULL, callid varchar(40) NOT NULL DEFAULT '',
              queuename varchar(20) NOT NULL DEFAULT '', serverid varchar(20) NOT NULL DEFAULT '', agent varchar(40) NOT NULL DEFAULT '', event varchar(20) NOT NULL DEFAULT '',
              data1 varchar(40) NOT NULL DEFAULT '', data2 varchar(40) NOT NULL DEFAULT '', data3 varchar(40) NOT NULL DEFAULT '', data4 varchar(40) NOT NULL DEFAULT '',
              data5 varchar(40) NOT NULL DEFAULT '');
            CREATE TABLE cel (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, eventtype varchar(30) NOT NULL, eventtime datetime(3) NOT NULL, cid_name varchar(80) NOT NULL DEFAULT '',
              cid_num varchar(80) NOT NULL, cid_ani varchar(80) NOT NULL DEFAULT '', cid_rdnis varchar(80) NOT NULL DEFAULT '', cid_dnid varchar(80) NOT NULL DEFAULT '',
              exten varchar(80) NOT NULL, context varchar(80) NOT NULL DEFAULT '', channame varchar(80) NOT NULL, appname varchar(80) NOT NULL DEFAULT '',
              appdata varchar(255) NOT NULL DEFAULT '', amaflags int NOT NULL DEFAULT 3, accountcode varchar(20) NOT NULL DEFAULT '', uniqueid varchar(32) NOT NULL,
              linkedid varchar(32) NOT NULL, peer varchar(80) NOT NULL DEFAULT '', userdeftype varchar(255) NOT NULL DEFAULT '', extra varchar(512) NOT NULL);
            CREATE TABLE cdr (calldate datetime NOT NULL, clid varchar(80) NOT NULL DEFAULT '', src varchar(80) NOT NULL DEFAULT '', dst varchar(80) NOT NULL DEFAULT '',
              dcontext varchar(80) NOT NULL DEFAULT '', channel varchar(80) NOT NULL DEFAULT '', dstchannel varchar(80) NOT NULL DEFAULT '', lastapp varchar(80) NOT NULL DEFAULT '',
              lastdata varchar(80) NOT NULL DEFAULT '', duration int NOT NULL DEFAULT 0, billsec int NOT NULL DEFAULT 0, disposition varchar(45) NOT NULL DEFAULT '',
              amaflags int NOT NULL DEFAULT 0, accountcode varchar(20) NOT NULL DEFAULT '', uniqueid varchar(32) NOT NULL DEFAULT '', userfield varchar(255) NOT NULL DEFAULT '',
              sequence int NOT NULL DEFAULT 0, KEY calldate (calldate));
            """));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Import_RowsOfTheTables_FactsAreThoseOfTheFiles(DatabaseKind kind)
    {
        await FillQueueLogAsync(s_lines);
        await FillCelAsync();
        await using var files = await LedgerRun.CreateAsync(kind);
        await files.ReadAsync(string.Join('\n', s_lines) + "\n");
        await files.ReadAsync(s_log.Cel, LogKind.Cel, "cel.csv");
        await using var tables = await LedgerRun.CreateAsync(kind);

        var queueLog = await ImportAsync(tables, LogKind.QueueLog);
        var cel = await ImportAsync(tables, LogKind.Cel);

        Assert.Equal((s_lines.Length, 0), (queueLog.Lines, queueLog.Broken));
        Assert.Equal(0, cel.Broken);
        Assert.Equal(await files.DumpAsync(), await tables.DumpAsync());
    }

    [Fact]
    public async Task Import_PieceByPiece_NothingTwiceNothingMissing()
    {
        await using var run = await LedgerRun.CreateAsync();
        await using var whole = await LedgerRun.CreateAsync();
        await whole.ReadAsync(string.Join('\n', s_lines) + "\n");
        foreach (var piece in s_lines.Chunk(70))
        {
            await FillQueueLogAsync(piece);
            Assert.Equal(piece.Length, (await ImportAsync(run, LogKind.QueueLog)).Lines);
        }

        Assert.Equal(0, (await ImportAsync(run, LogKind.QueueLog)).Lines);
        Assert.Equal(await whole.DumpAsync(), await run.DumpAsync());
    }

    [Fact]
    public async Task Import_FileFirstThenTable_NothingTwiceNothingMissing()
    {
        await FillQueueLogAsync(s_lines);
        await using var run = await LedgerRun.CreateAsync();
        await using var whole = await LedgerRun.CreateAsync();
        await whole.ReadAsync(string.Join('\n', s_lines) + "\n");
        await run.ReadAsync(string.Join('\n', s_lines[..(s_lines.Length / 2)]) + "\n");

        await ImportAsync(run, LogKind.QueueLog);

        Assert.Equal(await whole.DumpAsync(), await run.DumpAsync());
    }

    [Theory]
    [InlineData(20)]
    [InlineData(150)]
    public async Task Import_TableEmptiedAndFilledAnew_GoesOnWithWhatIsNew(int kept)
    {
        await using var run = await LedgerRun.CreateAsync();
        await using var whole = await LedgerRun.CreateAsync();
        await whole.ReadAsync(string.Join('\n', s_lines) + "\n");
        await FillQueueLogAsync(s_lines[..100]);
        await ImportAsync(run, LogKind.QueueLog);
        await RunAsync(new("TRUNCATE TABLE queuelog"));
        Assert.Equal(0, (await ImportAsync(run, LogKind.QueueLog)).Lines);

        // Fewer rows than were read before, or more: both times other ones.
        await FillQueueLogAsync(s_lines[100..(100 + kept)]);
        await ImportAsync(run, LogKind.QueueLog);
        await FillQueueLogAsync(s_lines[(100 + kept)..]);
        await ImportAsync(run, LogKind.QueueLog);

        Assert.Equal(await whole.DumpAsync(), await run.DumpAsync());
    }

    [Fact]
    public async Task Import_OldRowsDeleted_ReadsOn()
    {
        await using var run = await LedgerRun.CreateAsync();
        await using var whole = await LedgerRun.CreateAsync();
        await whole.ReadAsync(string.Join('\n', s_lines) + "\n");
        await FillQueueLogAsync(s_lines[..100]);
        await ImportAsync(run, LogKind.QueueLog);
        await RunAsync(new("DELETE FROM queuelog"));
        await FillQueueLogAsync(s_lines[100..]);

        Assert.Equal(s_lines.Length - 100, (await ImportAsync(run, LogKind.QueueLog)).Lines);
        Assert.Equal(await whole.DumpAsync(), await run.DumpAsync());
    }

    [Fact]
    public async Task Import_Cdr_LongCallThatEndsLaterIsFound()
    {
        const string Call = "INSERT INTO cdr (calldate, src, dst, dcontext, channel, dstchannel, duration, billsec, disposition, uniqueid) VALUES ";
        await using var run = await LedgerRun.CreateAsync();
        await RunAsync(new(Call + "('2026-11-20 10:00:00', '4951234567', '450', 'from-queue', 'SIP/a-1', 'SIP/b-1', 70, 60, 'ANSWERED', '1.1'), ('2026-11-23 09:00:00', '1', '2', 'x', 'c', '', 5, 0, 'NO ANSWER', '1.2')"));
        Assert.Equal(2, (await ImportAsync(run, LogKind.Cdr)).Lines);
        var before = await run.DumpAsync();
        Assert.Equal(0, (await ImportAsync(run, LogKind.Cdr)).Lines);
        Assert.Equal(before, await run.DumpAsync());

        // It began before the call that was read last, and its row came when it ended.
        await RunAsync(new(Call + "('2026-11-23 08:00:00', '7', '8', 'x', 'd', 'e', 9000, 8990, 'ANSWERED', '1.3'), ('2026-11-23 11:00:00', '1', '2', 'x', 'f', '', 5, 0, 'BUSY', '1.4')"));
        await ImportAsync(run, LogKind.Cdr);

        var dump = await run.DumpAsync();
        Assert.Equal(["1.1", "1.3", "1.2", "1.4"], CallsOf(dump, "call_records"));
        Assert.Equal(["1.1", "1.3", "1.2", "1.4"], CallsOf(dump, "calls"));
        var began = DateTimeOffset.Parse("2026-11-23T05:00:00Z", CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
        Assert.Contains($"started_at={began} source=7 destination=8 context=x channel=d destination_channel=e duration_s=9000 billed_s=8990 disposition=ANSWERED", dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_NoSuchTableOrNoLogin_SaysWhich()
    {
        await using var run = await LedgerRun.CreateAsync();
        await RunAsync(new("DROP TABLE queuelog"));

        var missing = await Assert.ThrowsAsync<IOException>(() => ImportAsync(run, LogKind.QueueLog));
        var nameless = await Assert.ThrowsAsync<ArgumentException>(() =>
            new TableImport(run.Database, TimeProvider.System).RunAsync("Server=127.0.0.1", "main", LogKind.Cel, s_zone, null, CancellationToken.None));

        Assert.Contains("The table queuelog of", missing.Message, StringComparison.Ordinal);
        Assert.Contains("no Database", nameless.Message, StringComparison.Ordinal);
    }

    /// <summary>The ids of the calls in one table of a dump, in its order.</summary>
    private static IEnumerable<string> CallsOf(string dump, string table)
    {
        var rows = dump[dump.IndexOf($"SELECT * FROM {table} ", StringComparison.Ordinal)..];
        return Regex.Matches(rows[..rows.IndexOf("SELECT", 1, StringComparison.Ordinal)], @"call_id=(\S+)").Select(match => match.Groups[1].Value);
    }

    private Task<ImportResult> ImportAsync(LedgerRun run, LogKind kind) =>
        new TableImport(run.Database, TimeProvider.System).RunAsync(_pbx, "main", kind, s_zone, null, CancellationToken.None);

    private async Task FillQueueLogAsync(IEnumerable<string> lines)
    {
        await using var connection = new MySqlConnection(_pbx);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var line in lines)
        {
            var fields = line.Split('|', 10);
            await using var command = new MySqlCommand(
                "INSERT INTO queuelog (time, callid, queuename, agent, event, data1, data2, data3, data4, data5) VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9)", connection, transaction);
            command.Parameters.AddWithValue("@0", Local(long.Parse(fields[0], CultureInfo.InvariantCulture) * 1000).AddMilliseconds(417));
            for (var i = 1; i < 10; i++)
                command.Parameters.AddWithValue("@" + i.ToString(CultureInfo.InvariantCulture), i < fields.Length ? fields[i] : "");
            await command.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    private async Task FillCelAsync()
    {
        var parser = new CelParser(TimeZoneInfo.Utc);
        await using var connection = new MySqlConnection(_pbx);
        await connection.OpenAsync();
        foreach (var line in s_log.Cel.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Equal(LineDefect.None, parser.TryParse(System.Text.Encoding.UTF8.GetBytes(line), out var record));
            await using var command = new MySqlCommand(
                "INSERT INTO cel (eventtype, eventtime, cid_num, exten, channame, uniqueid, linkedid, extra) VALUES (@0, @1, @2, @3, @4, @5, @6, @7)", connection);
            object[] values = [record.Event, Local(record.TimeMs), record.CallerNumber, record.Extension, record.Channel, record.UniqueId, record.LinkedId, record.Extra];
            for (var i = 0; i < values.Length; i++)
                command.Parameters.AddWithValue("@" + i.ToString(CultureInfo.InvariantCulture), values[i]);
            await command.ExecuteNonQueryAsync();
        }
    }

    private static DateTime Local(long ms) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), s_zone).DateTime;

    private async Task RunAsync(MySqlCommand command)
    {
        await using var connection = new MySqlConnection(_pbx);
        await connection.OpenAsync();
        await using var one = command;
        one.Connection = connection;
        await one.ExecuteNonQueryAsync();
    }
}
