using SipRing.CallCenter.Pbx;
using SipRing.Phone;
using SipRing.Phone.Media;
using SipRing.Testing;
using SipRing.Testing.Server;
using SipRing.Tests.RealParts.Scenarios;
using Xunit;

namespace SipRing.Tests.RealParts.Agents;

/// <summary>An operator who works by *45 is dismissed: the real Asterisk lets go of him everywhere, and his PIN opens nothing any more.</summary>
public sealed class DismissedOperatorTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Dismiss_LoggedInToTwoQueuesByPhone_IsOutOfBothAndThePinIsRefused()
    {
        await using var server = await SipRingProcess.StartAsync();
        await server.Api.PutExtensionAsync("501", "Телефон 501", "secret-of-501");
        foreach (var queue in (string[])["450", "451"])
            await server.Api.PutQueueAsync(queue, new() { Name = $"Очередь {queue}" });
        var olga = await server.Api.AddAgentAsync("Ольга Соколова", "739164");
        await using var phone = new SipPhone(new() { Server = server.Sip, User = "501", Secret = "secret-of-501", Tone = Tone.Silence });
        await phone.RegisterAsync(CancellationToken.None).WaitAsync(s_limit);
        var seat = new Seat(phone, 0, olga.Id, olga.Name, "739164");
        foreach (var queue in (string[])["450", "451"])
            await seat.DialLoginAsync(queue, seat.Pin);
        Assert.Equal([("450", olga.Name), ("451", olga.Name)], await MembersAsync(server));
        Assert.Equal(["450", "451"], await InAsteriskAsync(server));

        await server.Api.SendAsync(HttpMethod.Delete, $"agents/{olga.Id}");

        await Until.TrueAsync("Asterisk has let go of her in both", s_limit, async () => (await InAsteriskAsync(server)).Count == 0);
        Assert.Empty(await MembersAsync(server));
        Assert.Equal(["450", "451"], QueueLog(server).Where(l => l.Contains($"|SIPRING|LOGOUT|{olga.Id}", StringComparison.Ordinal)).Select(l => l.Split('|')[2]));

        // The old PIN, three times as the voice asks for it.
        await seat.DialLoginAsync("450", seat.Pin, seat.Pin, seat.Pin);
        Assert.Empty(await InAsteriskAsync(server));
        Assert.Single(QueueLog(server), l => l.Contains($"|450|PJSIP/501|SIPRING|LOGIN|{olga.Id}|", StringComparison.Ordinal));

        // Taken back, with a new one; reports never lost the name.
        var pin = (await server.Api.SendAsync(HttpMethod.Post, $"agents/{olga.Id}/restore"))!["pin"]!.GetValue<string>();
        await seat.DialLoginAsync("451", pin);
        await Until.TrueAsync("she works again", s_limit, async () => (await InAsteriskAsync(server)) is ["451"]);
        var (from, to) = (TimeProvider.System.GetUtcNow().AddHours(-1), TimeProvider.System.GetUtcNow().AddHours(1));
        await Until.TrueAsync("three sessions of hers are in the ledger", s_limit, async () => (await server.Api.AgentSessionsAsync(from, to, olga.Id)).Count == 3);
        Assert.All(await server.Api.AgentSessionsAsync(from, to, olga.Id), session => Assert.Equal(olga.Name, session.AgentName));
    }

    private static async Task<List<(string Queue, string Name)>> MembersAsync(SipRingProcess server)
    {
        var members = new List<(string, string)>();
        foreach (var queue in (string[])["450", "451"])
            members.AddRange((await server.Api.MembersAsync(queue)).Select(m => (queue, m!["name"]!.GetValue<string>())));
        return members;
    }

    /// <summary>The queues whose member the phone is, by Asterisk's own console.</summary>
    private static async Task<List<string>> InAsteriskAsync(SipRingProcess server)
    {
        using var console = new AsteriskProcess(new(new(server.Home)), AsteriskTree.Find());
        var queues = new List<string>();
        foreach (var queue in (string[])["450", "451"])
        {
            var shown = await console.RunAsync($"queue show {queue}", CancellationToken.None);
            Assert.Contains(queue + " has", shown, StringComparison.Ordinal);
            if (shown.Contains("PJSIP/501", StringComparison.Ordinal))
                queues.Add(queue);
        }

        return queues;
    }

    private static IReadOnlyList<string> QueueLog(SipRingProcess server) => File.ReadAllLines(Path.Combine(server.Home, "asterisk", "log", "queue_log"));
}
