using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Pbx;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Ami;

public sealed class AmiClientTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Client_AsteriskKilledAndStartedAgain_IsReadyAgainWithTheQueues()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501"], [new() { Number = "450", Name = "Sales" }]);
        await using var client = new AmiClient(Options(pbx, AmiAuthentication.Md5));
        using var feed = client.Subscribe();
        client.Start();

        var first = await NextAsync<AmiFeedItem.Connected>(feed);
        Assert.StartsWith("Asterisk Call Manager/", first.Banner, StringComparison.Ordinal);
        Assert.Equal(["450"], await QueuesAsync(client));

        using (var asterisk = new AsteriskProcess(pbx.Folders, pbx.Tree))
        {
            Assert.True(asterisk.TryAttach());
            asterisk.Kill();
        }

        await NextAsync<AmiFeedItem.Disconnected>(feed);
        await Assert.ThrowsAsync<AmiNotConnectedException>(() => client.SendAsync(new AmiAction("Ping"), default));

        // Its supervisor starts it again; the client finds it by itself, and only once the queues are there.
        Assert.True((await NextAsync<AmiFeedItem.Connected>(feed)).Session > first.Session);
        Assert.Equal(["450"], await QueuesAsync(client));
    }

    [Fact]
    public async Task Client_WrongSecret_IsToldWhy()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501"], []);
        await using var client = new AmiClient(Options(pbx, AmiAuthentication.Md5) with { Secret = "not it" });
        client.Start();
        await Until.TrueAsync("the refusal is told", s_limit, () => client.LastError?.Contains("Authentication failed", StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task SendAsync_LongestLineAndMostHeaders_AsteriskReadsThem()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501"], []);
        await using var client = new AmiClient(Options(pbx, AmiAuthentication.Secret));
        using var feed = client.Subscribe();
        client.Start();
        await NextAsync<AmiFeedItem.Connected>(feed);

        var action = new AmiAction("UserEvent").With("UserEvent", "Longest").With("Long", new string('я', 508));
        for (var i = 0; i < 123; i++)
            action.With("H" + i, "x");
        Assert.True((await client.SendAsync(action, default)).Succeeded);

        var echoed = (await NextAsync<AmiFeedItem.Event>(feed, e => e.Message["UserEvent"] == "Longest")).Message;
        Assert.Equal(508, echoed["Long"]!.Length);
        Assert.Equal("x", echoed["H122"]);
    }

    private static AmiOptions Options(OwnAsteriskFixture pbx, AmiAuthentication how) =>
        pbx.Asterisk.DailyLogin.ToOptions() with { Authentication = how };

    private static async Task<IEnumerable<string?>> QueuesAsync(AmiClient client)
    {
        var list = await client.SendListAsync(new AmiAction("QueueStatus"), default);
        return list.Events.Where(e => e.Event == "QueueParams").Select(e => e["Queue"]);
    }

    private static async Task<T> NextAsync<T>(IAmiSubscription feed, Func<T, bool>? wanted = null)
        where T : AmiFeedItem
    {
        using var limit = new CancellationTokenSource(s_limit);
        while (true)
        {
            if (await feed.Items.ReadAsync(limit.Token) is T item && (wanted is null || wanted(item)))
                return item;
        }
    }
}
