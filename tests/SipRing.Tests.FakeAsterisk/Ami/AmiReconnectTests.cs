using SipRing.Asterisk.Ami;
using SipRing.Testing;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Ami;

public sealed class AmiReconnectTests
{
    [Fact]
    public async Task Connection_ServerGoneAndBack_IsReadyAgain()
    {
        var server = new FakeAsteriskServer();
        var (client, feed) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        await server.DisposeAsync();
        Assert.Equal(1, (await feed.NextAsync<AmiFeedItem.Disconnected>()).Session);
        await Assert.ThrowsAsync<AmiNotConnectedException>(() => client.SendAsync(new AmiAction("Ping"), default));

        await using var back = new FakeAsteriskServer(server.Port);
        Assert.True((await feed.NextAsync<AmiFeedItem.Connected>()).Session > 1);
        Assert.True((await client.SendAsync(new AmiAction("Ping"), default)).Succeeded);
    }

    [Fact]
    public async Task KeepAlive_NoAnswer_CountsAsDead()
    {
        await using var server = new FakeAsteriskServer();
        var (client, feed) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with
        {
            KeepAliveInterval = TimeSpan.FromMilliseconds(50),
            KeepAliveTimeout = TimeSpan.FromMilliseconds(100),
        });
        await using var owned = client;

        await Until.TrueAsync("pings", AmiTesting.Limit, () => server.Actions.Count(a => a.Name == "Ping") >= 2);
        server.AnswersPing = false;
        Assert.Contains("silent", (await feed.NextAsync<AmiFeedItem.Disconnected>()).Reason, StringComparison.Ordinal);
        server.AnswersPing = true;
        await feed.NextAsync<AmiFeedItem.Connected>();
    }

    [Fact]
    public async Task Stream_ByteByByte_ReadsAlike()
    {
        await using var server = new FakeAsteriskServer();
        var (client, feed) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        await server.Connections.Single().SlowlyAsync(FakeConnection.Message(("Event", "UserEvent"), ("Имя", "Значение")));
        Assert.Equal("Значение", (await feed.NextAsync<AmiFeedItem.Event>()).Message["Имя"]);
    }

    [Fact]
    public async Task Stream_HalfAMessageThenGone_TheHalfIsNotAnEvent()
    {
        await using var server = new FakeAsteriskServer();
        var (client, feed) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        await server.Connections.Single().RawAsync("Event: Hangup\r\nChannel: PJSIP/1");
        server.DropAll();
        await feed.NextAsync<AmiFeedItem.Disconnected>();
        await feed.NextAsync<AmiFeedItem.Connected>();
    }

    [Theory]
    [InlineData("\u0001\u0002 no header\r\n\r\n", "neither an event nor a response")]
    [InlineData("LONG", "longer than 512 bytes")]
    [InlineData("MANY", "more than 32 headers")]
    [InlineData("BIG", "longer than 2048 bytes")]
    public async Task Stream_AgainstTheProtocol_ClosesAndConnectsAnew(string sent, string reason)
    {
        await using var server = new FakeAsteriskServer();
        var (client, feed) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with
        {
            Limits = new() { LineBytes = 512, Headers = 32, MessageBytes = 2048 },
        });
        await using var owned = client;

        await server.Connections.Single().RawAsync("Event: X\r\n\r\n" + sent switch
        {
            "LONG" => "Event: " + new string('x', 600),
            "MANY" => string.Concat(Enumerable.Repeat("Event: X\r\n", 33)),
            "BIG" => string.Concat(Enumerable.Repeat("Event: " + new string('x', 300) + "\r\n", 8)),
            _ => sent,
        });
        await feed.NextAsync<AmiFeedItem.Event>();
        Assert.Contains(reason, (await feed.NextAsync<AmiFeedItem.Disconnected>()).Reason, StringComparison.Ordinal);
        await feed.NextAsync<AmiFeedItem.Connected>();
    }

    [Fact]
    public async Task Connect_AnotherServer_IsRefused()
    {
        await using var server = new FakeAsteriskServer { Banner = "SSH-2.0-OpenSSH_9.2\r\n" };
        await using var client = new AmiClient(AmiTesting.Options(server));
        client.Start();
        await Until.TrueAsync("the banner is refused", AmiTesting.Limit, () => client.LastError?.Contains("banner", StringComparison.Ordinal) == true);
        Assert.Empty(server.Actions);
    }

    [Fact]
    public async Task Connect_NoBanner_EndsInTime()
    {
        await using var server = new FakeAsteriskServer { Banner = "" };
        await using var client = new AmiClient(AmiTesting.Options(server) with { LoginTimeout = TimeSpan.FromMilliseconds(100) });
        client.Start();
        await Until.TrueAsync("the login is given up", AmiTesting.Limit, () => server.Accepted >= 2);
        Assert.Contains("did not answer the login", client.LastError, StringComparison.Ordinal);
    }
}
