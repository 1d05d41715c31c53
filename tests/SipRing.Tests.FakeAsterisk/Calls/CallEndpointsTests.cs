using System.Net;
using System.Net.Http.Json;
using LinqToDB.Data;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.Tests.FakeAsterisk.Api;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Calls;

/// <summary>What the API does to calls: exactly one action on exactly one channel, and never twice.</summary>
public sealed class CallEndpointsTests
{
    private const string CallId = "1795472214.12";

    [Fact]
    public async Task Hangup_CallInTalk_EndsItsFirstChannelOnly()
    {
        await using var app = await StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync($"/api/v1/calls/{CallId}/hangup", null)).StatusCode);

        Assert.Equal(["Hangup Channel=PJSIP/trunk-0000000c Cause=16"], app.Asterisk.Acts);
        Assert.Contains("call.hangup", await AuditAsync(app));
    }

    [Theory]
    [InlineData("listen", "PJSIP/501-0000000d,quES")]
    [InlineData("whisper", "PJSIP/501-0000000d,quESw")]
    [InlineData("barge", "PJSIP/501-0000000d,quESB")]
    public async Task Listen_Mode_RingsTheOwnPhoneAndNamesTheOperatorsChannelExactly(string mode, string data)
    {
        await using var app = await StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        using var answer = await client.PostAsJsonAsync($"/api/v1/calls/{CallId}/listen", new { phone = "503", mode });

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var act = Assert.Single(app.Asterisk.Acts);
        Assert.StartsWith("Originate Channel=PJSIP/503 Application=ChanSpy Data=" + data + " ", act, StringComparison.Ordinal);
        Assert.Contains("call." + mode, await AuditAsync(app));
    }

    [Theory]
    [InlineData("502", HttpStatusCode.NoContent)]
    [InlineData("599", HttpStatusCode.NotFound)]
    [InlineData("*45450", HttpStatusCode.BadRequest)]
    [InlineData("5\r\nAction: Hangup", HttpStatusCode.BadRequest)]
    public async Task Transfer_Target_IsCheckedBeforeAnythingIsSent(string to, HttpStatusCode status)
    {
        await using var app = await StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        Assert.Equal(status, (await client.PostAsJsonAsync($"/api/v1/calls/{CallId}/transfer", new { to })).StatusCode);

        Assert.Equal(status == HttpStatusCode.NoContent ? ["BlindTransfer Channel=PJSIP/501-0000000d Context=from-internal Exten=502"] : [], app.Asterisk.Acts);
    }

    [Fact]
    public async Task Transfer_CallerWaits_IsTakenOutOfTheQueue()
    {
        await using var app = await StartAsync();
        app.Asterisk.Channels = [Channel("PJSIP/trunk-0000000c", CallId, "", ("Application", "Queue"), ("ApplicationData", "450,ti,,,"))];
        using var client = await app.ClientAsync(Role.Supervisor);

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync($"/api/v1/calls/{CallId}/transfer", new { to = "451" })).StatusCode);

        Assert.Equal(["QueueWithdrawCaller Queue=450 Caller=PJSIP/trunk-0000000c WithdrawInfo=451"], app.Asterisk.Acts);
    }

    [Fact]
    public async Task Hangup_AnswerLost_IsOutcomeUnknownAndNotSentAgain()
    {
        await using var app = await StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);
        app.Asterisk.LoseAnswerOf = ("Hangup", true);

        using var answer = await client.PostAsync($"/api/v1/calls/{CallId}/hangup", null);

        await ApiRulesTests.AssertProblemAsync(answer, HttpStatusCode.GatewayTimeout, "call-outcome-unknown");
        Assert.Single(app.Asterisk.Acts);
        Assert.Contains("call.hangup", await AuditAsync(app));
    }

    [Fact]
    public async Task Acts_WithoutRightOrCall_AreRefused()
    {
        await using var app = await StartAsync();
        using var nobody = await app.ClientAsync(Role.Operator);
        using var client = await app.ClientAsync(Role.Supervisor);
        foreach (var (act, body) in new (string, object)[] { ("hangup", new { }), ("transfer", new { to = "502" }), ("listen", new { phone = "503" }) })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await nobody.PostAsJsonAsync($"/api/v1/calls/{CallId}/{act}", body)).StatusCode);
            await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync($"/api/v1/calls/1.1/{act}", body), HttpStatusCode.NotFound, "call-gone");
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await nobody.PostAsync("/api/v1/agents/1/logout", null)).StatusCode);
        Assert.Empty(app.Asterisk.Acts);
    }

    private static async Task<TestApp> StartAsync()
    {
        var app = await TestApp.StartAsync();
        app.Asterisk.Channels =
        [
            Channel("PJSIP/501-0000000d", "1795472214.13", "b1"),
            Channel("PJSIP/trunk-0000000c", CallId, "b1", ("Application", "Queue"), ("ApplicationData", "450,ti,,,")),
            Channel("PJSIP/502-0000000e", "1795472214.14", "b2", ("Linkedid", "1795472214.14")),
        ];
        return app;
    }

    private static AmiMessage Channel(string name, string id, string bridge, params (string Name, string Value)[] others)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("Event", "CoreShowChannel"), new("Channel", name), new("Uniqueid", id), new("ChannelState", "6"), new("BridgeId", bridge),
        };
        headers.AddRange(others.Select(o => KeyValuePair.Create(o.Name, o.Value)));
        if (!others.Any(o => o.Name == "Linkedid"))
            headers.Add(new("Linkedid", CallId));
        return new(headers);
    }

    private static async Task<List<string>> AuditAsync(TestApp app)
    {
        await using var db = app.Database.Connect();
        return await db.QueryToListAsync<string>("SELECT action FROM audit WHERE action LIKE 'call.%'");
    }
}
