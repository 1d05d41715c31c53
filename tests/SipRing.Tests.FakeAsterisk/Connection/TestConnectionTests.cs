using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Settings;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Connection;

/// <summary>The test of a connection says what does not work, by name, and what to do about it.</summary>
public sealed class TestConnectionTests : IDisposable
{
    private readonly SipRingHome _home = new(Directory.CreateTempSubdirectory("sipring-connection-").FullName);

    public void Dispose() => Directory.Delete(_home.Root, recursive: true);

    [Fact]
    public async Task Run_EverythingThere_FindsNothingBad()
    {
        await using var asterisk = Pbx();

        var findings = await RunAsync(Values(asterisk));

        Assert.DoesNotContain(findings, f => f.State == FindingState.Bad);
        Assert.Equal(["ami-reached", "ami-logged-in", "ami-rights", "contents", "clock-together", "facts-from-events"], findings.Select(f => f.Id));
        Assert.Equal([1, 2], findings.Single(f => f.Id == "contents").Arguments);
    }

    [Fact]
    public async Task Run_WrongSecret_SaysSoWithTheLinesOfManagerConf()
    {
        await using var asterisk = Pbx();

        var last = (await RunAsync(Values(asterisk) with { AmiSecret = "wrong" }))[1];

        Assert.Equal((ConnectionStep.Login, FindingState.Bad, "ami-refused"), (last.Step, last.State, last.Id));
        Assert.Contains("[fake]", last.Paste, StringComparison.Ordinal);
        Assert.Contains("write = call,agent,originate,reporting,user", last.Paste, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", last.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Hangup", "call")]
    [InlineData("QueuePause", "agent")]
    [InlineData("Originate", "originate")]
    [InlineData("DBGet", "reporting")]
    [InlineData("UserEvent", "user")]
    public async Task Run_RightMissing_IsNamed(string action, string right)
    {
        await using var asterisk = Pbx().On(action, Denied);

        var missing = Assert.Single(await RunAsync(Values(asterisk)), f => f.State == FindingState.Bad);

        Assert.Equal(("ami-write-missing", right), (missing.Id, missing.Arguments[0]));
    }

    [Fact]
    public async Task Run_EventsNotHeard_NamesTheLineRead()
    {
        await using var asterisk = Pbx().On("UserEvent", (c, a) => c.RespondAsync(a, "Success", ("Message", "Event Sent")));

        Assert.Equal("ami-read-missing", Assert.Single(await RunAsync(Values(asterisk)), f => f.State == FindingState.Bad).Id);
    }

    [Fact]
    public async Task Run_LoginThatMayRunCommands_Warns()
    {
        await using var asterisk = Pbx().On("Command", (c, a) => c.RespondAsync(a, "Success", ("Output", "Asterisk 22")));

        var warning = Assert.Single(await RunAsync(Values(asterisk)), f => f.Id == "ami-too-much");

        Assert.Equal((FindingState.Warning, "command"), (warning.State, warning.Arguments[0]));
    }

    [Fact]
    public async Task Run_NobodyListens_SaysUnreachableAndStops()
    {
        int port;
        await using (var gone = Pbx())
            port = gone.Port;

        var only = Assert.Single(await RunAsync(Values(port)), f => f.Step != ConnectionStep.Log);

        Assert.Equal(("ami-unreachable", FindingState.Bad), (only.Id, only.State));
    }

    [Fact]
    public async Task Run_AnotherServiceThere_SaysSo()
    {
        await using var other = new FakeAsteriskServer { Banner = "220 mail.example.org ESMTP\r\n" };

        Assert.Equal("ami-other-service", (await RunAsync(Values(other)))[0].Id);
    }

    [Theory]
    [InlineData(-90)]
    [InlineData(3600)]
    public async Task Run_ClockSkewed_TellsTheSeconds(int seconds)
    {
        await using var asterisk = Pbx(seconds);

        var clock = Assert.Single(await RunAsync(Values(asterisk)), f => f.Step == ConnectionStep.Clock);

        Assert.Equal(("clock-apart", FindingState.Warning), (clock.Id, clock.State));
        Assert.InRange((double)clock.Arguments[0], seconds - 5, seconds + 5);
    }

    [Fact]
    public async Task Run_LogOfThisMachine_IsReadOrSaidToBeMissing()
    {
        await using var asterisk = Pbx();
        var log = Path.Combine(_home.Root, "queue_log");
        var values = Values(asterisk) with { Facts = FactsSource.File, LogFile = log };

        Assert.Equal("log-missing", (await RunAsync(values))[^1].Id);
        await File.WriteAllTextAsync(log, "");
        Assert.Equal("log-empty", (await RunAsync(values))[^1].Id);
        await File.WriteAllTextAsync(log, "root:x:0:0:root:/root:/bin/bash\n");
        Assert.Equal("log-other", (await RunAsync(values))[^1].Id);
        await File.WriteAllTextAsync(log, "1262304000|NONE|NONE|NONE|QUEUESTART|\n");
        Assert.Equal("log-old", (await RunAsync(values))[^1].Id);
        await File.WriteAllTextAsync(log, $"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}|NONE|NONE|NONE|QUEUESTART|\n");
        Assert.Equal("log-recent", (await RunAsync(values))[^1].Id);
    }

    [Theory]
    [InlineData("amiHost", "pbx.example.org\r\nAction: Logoff", "host-invalid")]
    [InlineData("amiHost", "${HOSTNAME}", "host-invalid")]
    [InlineData("amiUser", "admin]\n[other", "login-name-invalid")]
    [InlineData("amiUser", "", "login-name-invalid")]
    [InlineData("amiSecret", "a\nb", "login-secret-invalid")]
    [InlineData("mySqlHost", "db;Server=other", "host-invalid")]
    [InlineData("mySqlDatabase", "x`; DROP DATABASE y; --", "database-name-invalid")]
    [InlineData("logFile", "/var/log/../../etc/shadow", "log-path-invalid")]
    [InlineData("logFile", "queue_log", "log-path-invalid")]
    [InlineData("sftpKey", "not a key", "ssh-key-invalid")]
    [InlineData("timeZone", "Mars/Olympus", "zone-unknown")]
    [InlineData("loginCode", "*45X.,1,System(reboot)", "login-code-invalid")]
    [InlineData("agi", "0.0.0.0:4573", "agi-from-missing")]
    [InlineData("agiFrom", "0.0.0.0/0", "agi-from-wide")]
    [InlineData("agiFrom", "everybody", "agi-from-invalid")]
    [InlineData("administratorNumber", "501;Set(x)", "phone-number-invalid")]
    public async Task Begin_BadInput_IsRefusedByField(string field, string value, string id)
    {
        var json = System.Text.Json.JsonSerializer.SerializeToNode(Whole(field), SipRing.Server.Api.StrictJson.Options)!.AsObject();
        json[field] = value;
        var bad = System.Text.Json.JsonSerializer.Deserialize<ConnectionValues>(json, SipRing.Server.Api.StrictJson.Options)!;

        var begun = await Test().BeginAsync(Actor.CommandLine, bad, CancellationToken.None);

        Assert.Equal(id, begun.Refusal?.Id);
        Assert.True(begun.Refusal?.Field == field || id == "agi-from-missing", begun.Refusal?.Field);
    }

    private static FakeAsteriskServer Pbx(int clockOffSeconds = 0) => new FakeAsteriskServer()
        .On("Hangup", (c, a) => c.RespondAsync(a, "Error", ("Message", "No such channel")))
        .On("QueuePause", (c, a) => c.RespondAsync(a, "Error", ("Message", "Interface not found")))
        .On("Originate", (c, a) => c.RespondAsync(a, "Error", ("Message", "Extension or Application required")))
        .On("DBGet", (c, a) => c.RespondAsync(a, "Error", ("Message", "Database entry not found")))
        .On("UserEvent", async (c, a) =>
        {
            await c.RespondAsync(a, "Success", ("Message", "Event Sent"));
            await c.EventAsync("UserEvent", ("Privilege", "user,all"), ("UserEvent", a["UserEvent"] ?? ""));
        })
        .On("Command", Denied)
        .On("Reload", Denied)
        .On("Ping", (c, a) => c.RespondAsync(a, "Success", ("Ping", "Pong"), ("Timestamp", Seconds(clockOffSeconds))))
        .On("QueueStatus", (c, a) => c.ListAsync(a, "QueueStatusComplete", ("QueueParams", [("Queue", "600")]), ("QueueParams", [("Queue", "601")]), ("QueueParams", [("Queue", "default")])))
        .On("ExtensionStateList", (c, a) => c.ListAsync(a, "ExtensionStateListComplete", ("ExtensionStatus", [("Exten", "201"), ("Hint", "PJSIP/201")]), ("ExtensionStatus", [("Exten", "*76201")])));

    private static Task Denied(FakeConnection connection, FakeAction action) => connection.RespondAsync(action, "Error", ("Message", "Permission denied"));

    private static string Seconds(int off) =>
        (TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0 + off).ToString("F6", CultureInfo.InvariantCulture);

    private static ConnectionValues Values(FakeAsteriskServer asterisk) => Values(asterisk.Port);

    private static ConnectionValues Values(int port) => new() { AmiHost = "127.0.0.1", AmiPort = port, AmiUser = "fake", AmiSecret = "fake-secret", TimeZone = "Europe/Moscow" };

    /// <summary>Right, but for the field that a row puts in; of the sources, the one that has that field.</summary>
    private static ConnectionValues Whole(string field) => Values(5038) with
    {
        MySqlHost = "192.0.2.10",
        MySqlUser = "reader",
        MySqlPassword = "secret",
        Facts = field == "sftpKey" ? FactsSource.Sftp : field == "logFile" ? FactsSource.File : FactsSource.Events,
        SftpHost = "192.0.2.10",
        SftpUser = "reader",
    };

    private TestConnection Test() => new(_home, new(_home), TimeProvider.System, new NoAudit());

    private async Task<IReadOnlyList<ConnectionFinding>> RunAsync(ConnectionValues values)
    {
        var begun = await Test().BeginAsync(Actor.CommandLine, values, CancellationToken.None);
        Assert.Null(begun.Refusal);
        var findings = new List<ConnectionFinding>();
        await foreach (var finding in begun.Value!)
            findings.Add(finding);
        return findings;
    }

    private sealed class NoAudit : IAuditLog
    {
        public Task WriteAsync(Actor actor, string action, string target, string? detail, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
