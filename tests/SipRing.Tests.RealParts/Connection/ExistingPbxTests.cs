using System.Globalization;
using System.Text.Json.Nodes;
using MySqlConnector;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Settings;
using SipRing.Phone;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using SipRing.Testing.Server;
using Xunit;

namespace SipRing.Tests.RealParts.Connection;

/// <summary>SipRing beside an Asterisk that is managed elsewhere: nothing is installed there, everything is read from it.</summary>
public sealed class ExistingPbxTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);
    private static readonly DateTimeOffset s_from = TimeProvider.System.GetUtcNow().AddMinutes(-5);
    private FreePbx _pbx = null!;

    public async ValueTask InitializeAsync() => _pbx = await FreePbx.StartAsync();

    public ValueTask DisposeAsync() => _pbx.DisposeAsync();

    [Fact]
    public async Task TableOfADatabaseThatGoesAway_OperatorByCodeAndCalls_FactsEqualItsLog()
    {
        await using var server = await StartAsync(FactsSource.Table);
        await _pbx.PasteDialplanAsync(PasteLines.Dialplan("*48", $"127.0.0.1:{_pbx.Agi}"));
        await using var phone = await RegisteredAsync("201");
        var agent = await server.Api.AddAgentAsync("Мария Смирнова", "7391");

        await DialLoginAsync(phone, "*48600", "7391");
        Assert.Equal("Мария Смирнова", (string?)Assert.Single(await server.Api.MembersAsync("600"))!["name"]);
        await AnswerAsync(server, phone, "600", "74951112233", talkSeconds: 2, lookAtFloor: true);
        await GiveUpAsync("600", "74951112244");
        var calls = await CallsAsync(server, 2);

        Assert.Equal(("Answered", agent.Id, "201", "74951112233"), (Title(calls[0].Outcome), calls[0].AgentId!.Value, calls[0].Extension, calls[0].Caller));
        Assert.Equal(("Abandoned", "74951112244", "Продажи"), (Title(calls[1].Outcome), calls[1].Caller, calls[1].QueueName));
        await VerifiedAsync(server);

        // What Asterisk wrote is read, however long its database was away; what it could not write is nowhere but in its file.
        _pbx.Database.Kill();
        await GiveUpAsync("600", "74951112255");
        await _pbx.Database.RestartAsync();
        await Until.TrueAsync("Asterisk writes to its database again", s_limit, async () =>
        {
            await GiveUpAsync("600", "74951112266");
            return await RowsAsync("74951112266") > 0;
        });
        var whole = await RowsAsync("%");
        Assert.Equal(whole, (await CallsAsync(server, (int)whole)).Count);
    }

    [Fact]
    public async Task EventsThenTheFile_FactsAreMarkedAndGiveWay()
    {
        await using var server = await StartAsync(FactsSource.Events);
        await using var phone = await RegisteredAsync("202");
        await _pbx.ConsoleAsync("queue add member PJSIP/202 to 601");

        await AnswerAsync(server, phone, "601", "74951112233", talkSeconds: 2, lookAtFloor: false);
        await GiveUpAsync("601", "74951112244");
        var heard = await CallsAsync(server, 2);

        Assert.All(heard, call => Assert.Equal("events", call.Source));
        Assert.Equal(["Answered", "Abandoned"], heard.Select(c => Title(c.Outcome)));
        Assert.Equal("202", heard[0].Extension);
        var values = (await server.Api.SendAsync(HttpMethod.Get, "connection"))!["values"]!.AsObject();
        values["facts"] = "file";
        foreach (var secret in new[] { "amiSecret", "configurationSecret", "mySqlPassword", "sftpKey" })
            values.Remove(secret);
        await server.Api.SendAsync(HttpMethod.Put, "connection", values);

        await Until.TrueAsync("the facts of the log have taken their place", s_limit, async () => await SourcesAsync(server) is ["log", "log"]);
        var comparison = (await server.Api.SendAsync(HttpMethod.Get, "connection/comparison"))!;
        Assert.Equal((2, 0), ((int)comparison["inLog"]!, (int)comparison["differenceCount"]!));
        await VerifiedAsync(server);
    }

    [Fact]
    public async Task FileOverSftp_HostGoneWhileTheLogIsRotated_NothingIsLost()
    {
        await using var host = await SftpHost.StartAsync();
        await using var server = await StartAsync(FactsSource.Sftp, (pbx, box) => pbx with
        {
            MySqlHost = null,
            SftpHost = "127.0.0.1",
            SftpPort = host.Port,
            SftpUser = Environment.UserName,
            SftpKey = box.Seal(ExistingPbx.SftpPurpose, host.PrivateKey),
            SftpHostKey = host.HostKey,
        });
        await GiveUpAsync("600", "74951112233");
        await CallsAsync(server, 1);

        host.Stop();
        await GiveUpAsync("600", "74951112244");
        await _pbx.ConsoleAsync("logger rotate");
        await GiveUpAsync("600", "74951112255");
        await host.StartAgainAsync();

        var calls = await CallsAsync(server, 3);
        Assert.Equal(["74951112233", "74951112244", "74951112255"], calls.Select(c => c.Caller));
        await VerifiedAsync(server);
    }

    [Fact]
    public async Task Directory_NamesFromItsDatabaseAndAstDb_ChangesAreRefused()
    {
        await using var server = await StartAsync(FactsSource.Events);
        await Until.TrueAsync("the queues are known", s_limit, async () => (await ItemsAsync(server, "queues")).Count == 2);

        Assert.Equal(["Иван Петров", "Anna from AstDB"], (await ItemsAsync(server, "extensions")).Select(e => (string?)e!["name"]));
        Assert.Equal(["Продажи", "Поддержка"], (await ItemsAsync(server, "queues")).Select(q => (string?)q!["name"]));
        var refused = await Assert.ThrowsAsync<ApiException>(() => server.Api.PutQueueAsync("700", new() { Name = "New" }));
        Assert.Contains("pbx-elsewhere", refused.Message, StringComparison.Ordinal);
        Assert.False(server.AsteriskRuns);
    }

    private Task<SipRingProcess> StartAsync(FactsSource facts, Func<ExistingPbx, SecretBox, ExistingPbx>? change = null) => SipRingProcess.StartAsync([], home =>
    {
        var existing = _pbx.Settings(home, facts);
        return new() { PbxMode = PbxMode.Existing, Existing = change?.Invoke(existing, new(home)) ?? existing, SetUp = true };
    });

    private async Task<SipPhone> RegisteredAsync(string number)
    {
        var phone = _pbx.Phone(number);
        await phone.RegisterAsync(CancellationToken.None);
        return phone;
    }

    private static async Task DialLoginAsync(SipPhone phone, string code, string pin)
    {
        var call = phone.Dial(code);
        Assert.True(await call.Answered.WaitAsync(s_limit));
        await Until.TrueAsync("the PIN was asked for", s_limit, () => call.Ended.IsCompleted || (call.Heard.Rms() > 0 && call.Heard.QuietFor > TimeSpan.FromMilliseconds(600)));
        await call.SendDigitsAsync(pin + "#");
        await call.Ended.WaitAsync(s_limit);
    }

    private async Task AnswerAsync(SipRingProcess server, SipPhone phone, string queue, string from, int talkSeconds, bool lookAtFloor)
    {
        await using var outside = _pbx.Outside();
        var call = outside.Dial(queue, new() { From = from });
        var ringing = await phone.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await ringing.AnswerAsync();
        if (lookAtFloor)
        {
            await Until.TrueAsync("the panel shows the conversation", s_limit, async () =>
                (await server.Api.FloorAsync()).ToJsonString().Contains(from, StringComparison.Ordinal));
        }

        await Until.TrueAsync("they have talked", s_limit, () => ringing.Heard.Length > TimeSpan.FromSeconds(talkSeconds));
        await ringing.HangUpAsync();
        await call.Ended.WaitAsync(s_limit);
    }

    private async Task GiveUpAsync(string queue, string from)
    {
        await using var outside = _pbx.Outside();
        var call = outside.Dial(queue, new() { From = from });
        await Until.TrueAsync("the caller stands in the queue", s_limit, async () =>
            call.Ended.IsCompleted ? throw new InvalidOperationException($"The call ended: {await call.Ended}.") : _pbx.Logged($"|ENTERQUEUE||{from}|"));
        await call.HangUpAsync();
        await call.Ended.WaitAsync(s_limit);
    }

    private static async Task<IReadOnlyList<QueueCallItem>> CallsAsync(SipRingProcess server, int count)
    {
        IReadOnlyList<QueueCallItem> calls = [];
        await Until.TrueAsync($"{count} calls are in the report", s_limit, async () =>
            (calls = await server.Api.QueueCallsAsync(s_from, TimeProvider.System.GetUtcNow().AddMinutes(1))).Count >= count);
        return calls;
    }

    private static async Task<string?[]> SourcesAsync(SipRingProcess server)
    {
        try
        {
            return [.. (await server.Api.QueueCallsAsync(s_from, TimeProvider.System.GetUtcNow().AddMinutes(1))).Select(c => c.Source)];
        }
        catch (HttpRequestException)
        {
            // It is being built anew just now.
            return [];
        }
    }

    // Recounted by other code from the file that the PBX itself wrote.
    private async Task VerifiedAsync(SipRingProcess server) => await server.RunVerbAsync(
        "ledger", "verify", "--log", _pbx.QueueLog, "--from", s_from.ToString("O", CultureInfo.InvariantCulture), "--to", TimeProvider.System.GetUtcNow().AddMinutes(1).ToString("O", CultureInfo.InvariantCulture));

    private static async Task<JsonArray> ItemsAsync(SipRingProcess server, string what) => (await server.Api.SendAsync(HttpMethod.Get, what))!["items"]!.AsArray();

    /// <summary>Calls in the PBX's own table, with beginning and end.</summary>
    private async Task<long> RowsAsync(string caller)
    {
        await using var connection = new MySqlConnection(_pbx.Records);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(
            """
            SELECT COUNT(*) FROM queuelog entry JOIN queuelog ending
              ON ending.callid = entry.callid AND ending.event IN ('ABANDON', 'COMPLETECALLER', 'COMPLETEAGENT')
            WHERE entry.event = 'ENTERQUEUE' AND entry.data2 LIKE @caller
            """,
            connection);
        command.Parameters.AddWithValue("@caller", caller);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private static string Title(string outcome) => char.ToUpperInvariant(outcome[0]) + outcome[1..];
}
