using SipRing.Asterisk.Ami;
using SipRing.Testing;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Ami;

public sealed class AmiFeedTests
{
    [Fact]
    public async Task Feed_EventsBeforeBooted_ConnectedIsFirst()
    {
        await using var server = new FakeAsteriskServer { SendsFullyBooted = false };
        await using var client = new AmiClient(AmiTesting.Options(server));
        using var feed = client.Subscribe();
        client.Start();
        await Until.TrueAsync("logged in", AmiTesting.Limit, () => server.Connections.Any(c => c.LoggedIn));

        await server.EventAsync("DeviceStateChange");
        await server.EventAsync("FullyBooted");
        Assert.Equal("Asterisk Call Manager/11.0.0", (await feed.NextAsync<AmiFeedItem.Connected>()).Banner);
        await server.EventAsync("Newchannel");
        Assert.Equal("Newchannel", (await feed.NextAsync<AmiFeedItem.Event>()).Message.Event);
    }

    [Fact]
    public async Task Feed_BootedAfterTheGrace_BeginsAnew()
    {
        await using var server = new FakeAsteriskServer { SendsFullyBooted = false };
        var (client, feed) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { BootGrace = TimeSpan.FromMilliseconds(20) });
        await using var owned = client;

        await server.EventAsync("FullyBooted");
        var ended = await feed.NextAsync<AmiFeedItem.Disconnected>();
        var anew = await feed.NextAsync<AmiFeedItem.Connected>();
        Assert.True(anew.Session > ended.Session);
        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public async Task Subscribe_SessionIsReady_GetsConnectedFirst()
    {
        await using var server = new FakeAsteriskServer();
        var (client, _) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        using var late = client.Subscribe();
        Assert.Equal(1, (await late.NextAsync<AmiFeedItem.Connected>()).Session);
    }

    [Fact]
    public async Task Feed_SubscriberTooSlow_ItAloneEndsWithAnError()
    {
        await using var server = new FakeAsteriskServer();
        var (client, feed) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { FeedCapacity = 4 });
        await using var owned = client;
        using var slow = client.Subscribe();

        for (var i = 0; i < 6; i++)
        {
            await server.EventAsync("E" + i);
            Assert.Equal("E" + i, (await feed.NextAsync<AmiFeedItem.Event>()).Message.Event);
        }

        await Assert.ThrowsAsync<AmiFeedOverflowException>(async () =>
        {
            await foreach (var _ in slow.Items.ReadAllAsync())
            {
            }
        });
    }

    [Fact]
    public async Task Feed_EventOfAnAction_IsAnEventLikeAnyOther()
    {
        await using var server = new FakeAsteriskServer().On("Originate", async (connection, action) =>
        {
            await connection.RespondAsync(action, "Success", ("Message", "Originate successfully queued"));
            await connection.EventAsync("OriginateResponse", ("ActionID", action.Id), ("Response", "Failure"));
        });
        var (client, feed) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        var answer = await client.SendAsync(new AmiAction("Originate"), default);
        var message = (await feed.NextAsync<AmiFeedItem.Event>()).Message;
        Assert.Equal(answer.ActionId, message.ActionId);
        Assert.Null(message.Response);
        Assert.Equal("Failure", message["Response"]);
    }

    [Fact]
    public async Task Dispose_Always_CompletesTheFeed()
    {
        await using var server = new FakeAsteriskServer();
        var (client, feed) = await AmiTesting.ReadyAsync(server);
        await client.DisposeAsync();

        await feed.NextAsync<AmiFeedItem.Disconnected>();
        Assert.False(await feed.Items.WaitToReadAsync());
    }
}
