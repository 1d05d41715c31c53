using Microsoft.Extensions.Time.Testing;
using MySqlConnector;
using SipRing.Asterisk.Logs;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Logs;

public sealed class LogTablesTests
{
    private const string Create =
        """
        CREATE TABLE queuelog (id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, time datetime NOT NULL, callid varchar(40) NOT NULL DEFAULT '',
          queuename varchar(20) NOT NULL DEFAULT '', serverid varchar(20) NOT NULL DEFAULT '', agent varchar(40) NOT NULL DEFAULT '', event varchar(20) NOT NULL DEFAULT '',
          data1 varchar(40) NOT NULL DEFAULT '', data2 varchar(40) NOT NULL DEFAULT '', data3 varchar(40) NOT NULL DEFAULT '', data4 varchar(40) NOT NULL DEFAULT '',
          data5 varchar(40) NOT NULL DEFAULT '')
        """;

    private const string Insert =
        "INSERT INTO queuelog (time, callid, queuename, agent, event, data1, data2, data3) VALUES ('2026-11-23 17:00:00', '1.1', '450', 'NONE', 'ABANDON', '1', '2', '9')";

    [Fact]
    public async Task QueueLogAsync_OpenTransactionBefore_HoldsBackThenReadsInOrder()
    {
        var text = await (await MariaDbServer.SharedAsync()).CreateSchemaAsync();
        await using var one = await OpenAsync(text);
        await using var two = await OpenAsync(text);
        await RunAsync(new(Create, one));
        await RunAsync(new(Insert, one));
        await RunAsync(new("BEGIN", one));
        await RunAsync(new(Insert, one));
        await RunAsync(new(Insert, two));
        var tables = new LogTables(text, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"), new FakeTimeProvider());

        var first = await tables.QueueLogAsync(0, 100, CancellationToken.None);
        await RunAsync(new("COMMIT", one));
        var rest = await tables.QueueLogAsync(1, 100, CancellationToken.None);

        Assert.Equal((1, 3, true), (first.LastId, first.HighestId, first.HeldBack));
        Assert.Equal((3, 2, false), (rest.LastId, rest.Lines.Count, rest.HeldBack));
        var epoch = DateTimeOffset.Parse("2026-11-23T14:00:00Z", System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeSeconds();
        Assert.Equal([$"{epoch}|1.1|450|NONE|ABANDON|1|2|9"], first.Lines);
    }

    [Fact]
    public async Task QueueLogAsync_NumberLostForGood_ReadsOnAfterPatience()
    {
        var text = await (await MariaDbServer.SharedAsync()).CreateSchemaAsync();
        await using var one = await OpenAsync(text);
        await RunAsync(new(Create, one));
        await RunAsync(new(Insert, one));
        await RunAsync(new("BEGIN", one));
        await RunAsync(new(Insert, one));
        await RunAsync(new("ROLLBACK", one));
        await RunAsync(new(Insert, one));
        var time = new FakeTimeProvider();
        var tables = new LogTables(text, TimeZoneInfo.Utc, time);

        Assert.Empty((await tables.QueueLogAsync(1, 100, CancellationToken.None)).Lines);
        time.Advance(TimeSpan.FromSeconds(3));

        Assert.Single((await tables.QueueLogAsync(1, 100, CancellationToken.None)).Lines);
    }

    private static async Task<MySqlConnection> OpenAsync(string text)
    {
        var connection = new MySqlConnection(text);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(MySqlCommand command)
    {
        await using var one = command;
        await one.ExecuteNonQueryAsync();
    }
}
