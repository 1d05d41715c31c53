using SipRing.Asterisk.Ami;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Ami;

/// <summary>Clients of the fake Asterisk, impatient enough for tests.</summary>
internal static class AmiTesting
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static AmiOptions Options(FakeAsteriskServer server) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        Username = server.Username,
        Secret = server.Secret,
        RetryFirst = TimeSpan.FromMilliseconds(20),
        RetryCap = TimeSpan.FromMilliseconds(100),
        BootGrace = TimeSpan.FromSeconds(10),
    };

    public static async Task<AmiFeedItem> NextAsync(this IAmiSubscription subscription)
    {
        using var limit = new CancellationTokenSource(Limit);
        return await subscription.Items.ReadAsync(limit.Token);
    }

    public static async Task<T> NextAsync<T>(this IAmiSubscription subscription)
        where T : AmiFeedItem => Assert.IsType<T>(await subscription.NextAsync());

    /// <summary>A client with a subscription that has seen <see cref="AmiFeedItem.Connected"/>.</summary>
    public static async Task<(AmiClient Client, IAmiSubscription Feed)> ReadyAsync(AmiOptions options, IAmiWireTap? tap = null)
    {
        var client = new AmiClient(options, tap: tap);
        var feed = client.Subscribe();
        client.Start();
        await feed.NextAsync<AmiFeedItem.Connected>();
        return (client, feed);
    }

    public static Task<(AmiClient Client, IAmiSubscription Feed)> ReadyAsync(FakeAsteriskServer server) => ReadyAsync(Options(server));
}
