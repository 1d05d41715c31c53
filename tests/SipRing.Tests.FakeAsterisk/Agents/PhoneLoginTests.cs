using System.Net;
using SipRing.Asterisk.Agi;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

/// <summary>*45 as a phone hears it, over a real FastAGI connection.</summary>
public sealed class PhoneLoginTests
{
    private const string Ask = "sipring-enter-pin";
    private const string AskAgain = "sipring-pin-wrong";

    [Fact]
    public async Task Dial_RightPin_LogsInAndTheSameCodeLogsOut()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");
        await using var agi = Serve(app);
        var phone = new ScriptedPhone(agi.EndPoint);

        Assert.Equal([Ask, "sipring-logged-in"], await phone.DialAsync("PJSIP/501-00000001", "999", "450", "7391"));
        Assert.Equal((agent.Id, "501"), (Assert.Single(await app.MembersAsync()).AgentId, Assert.Single(await app.MembersAsync()).Extension));
        Assert.Equal(["sipring-logged-out"], await phone.DialAsync("PJSIP/501-00000002", "999", "450"));
        Assert.Empty(await app.MembersAsync());
    }

    [Fact]
    public async Task Dial_WrongPins_ThreeTriesThenFiveLockThePhone()
    {
        await using var app = await TestApp.StartAsync();
        await app.AgentAsync("Olga", "7391");
        await using var agi = Serve(app);
        var phone = new ScriptedPhone(agi.EndPoint);

        Assert.Equal([Ask, AskAgain, AskAgain, "sipring-pin-wrong"], await phone.DialAsync("PJSIP/501-00000001", "501", "450", "0001", "00", "0003", "7391"));
        Assert.Equal([Ask, AskAgain, "sipring-locked"], await phone.DialAsync("PJSIP/501-00000002", "501", "450", "0004", "0005", "7391"));
        Assert.Equal(["sipring-locked"], await phone.DialAsync("PJSIP/501-00000003", "502", "450", "7391"));
        Assert.Equal(1, await app.AuditedAsync("phone.locked-out"));

        // Another phone is not locked, and the lock ends.
        Assert.Equal([Ask, "sipring-logged-in"], await phone.DialAsync("PJSIP/502-00000004", "501", "450", "7391"));
        await app.LogOutAsync("450", "502");
        app.Time.Advance(AttemptLimit.Window + TimeSpan.FromSeconds(1));
        Assert.Equal([Ask, "sipring-logged-in"], await phone.DialAsync("PJSIP/501-00000005", "501", "450", "7391"));
    }

    [Fact]
    public async Task Dial_RightPinBetweenWrongOnes_BuysNoMoreGuesses()
    {
        await using var app = await TestApp.StartAsync();
        await app.AgentAsync("Olga", "7391");
        await using var agi = Serve(app);
        var phone = new ScriptedPhone(agi.EndPoint);

        await phone.DialAsync("PJSIP/501-00000001", "501", "450", "0001", "0002", "7391");
        await phone.DialAsync("PJSIP/501-00000002", "501", "450");
        await phone.DialAsync("PJSIP/501-00000003", "501", "450", "0003", "0004", "7391");
        await phone.DialAsync("PJSIP/501-00000004", "501", "450");

        Assert.Equal([Ask, "sipring-locked"], await phone.DialAsync("PJSIP/501-00000005", "501", "450", "0005"));
    }

    [Fact]
    public async Task Dial_WhatCannotBe_IsSaid()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        await app.AgentAsync("Ivan", "8264");
        await app.LogInAsync("451", "501", olga);
        await using var agi = Serve(app);
        var phone = new ScriptedPhone(agi.EndPoint);

        Assert.Equal(["sipring-no-such-queue"], await phone.DialAsync("PJSIP/502-00000001", "502", "999", "8264"));
        Assert.Equal([Ask, "sipring-phone-in-use"], await phone.DialAsync("PJSIP/501-00000002", "501", "450", "8264"));
        Assert.Equal([Ask, "sipring-agent-elsewhere"], await phone.DialAsync("PJSIP/502-00000003", "502", "450", "7391"));
        Assert.Equal([Ask, Ask, Ask, "sipring-try-later"], await phone.DialAsync("PJSIP/502-00000004", "502", "450", "", "", ""));
        Assert.Equal(["sipring-try-later"], await phone.DialAsync("Local/450@from-queue-00000005;1", "502", "450", "8264"));
        app.Asterisk.Disconnect();
        Assert.Equal([Ask, "sipring-try-later"], await phone.DialAsync("PJSIP/502-00000006", "502", "450", "8264"));
        Assert.Empty(await app.MembersAsync());
    }

    private static AgiServer Serve(TestApp app)
    {
        var handlers = new Dictionary<string, IAgiHandler>(StringComparer.Ordinal) { [PhoneLogin.Script] = app.Get<PhoneLogin>() };
        var server = new AgiServer(new() { EndPoint = new(IPAddress.Loopback, 0) }, handlers);
        server.Start();
        return server;
    }
}
