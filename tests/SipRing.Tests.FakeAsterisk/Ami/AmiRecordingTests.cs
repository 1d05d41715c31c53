using SipRing.Asterisk.Ami;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Ami;

public sealed class AmiRecordingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sipring-");

    [Theory]
    [InlineData(null)]
    [InlineData(1000.0)]
    public async Task Replay_OfARecording_GivesTheSameFeedAndAnswers(double? speed)
    {
        var path = Path.Combine(_folder.FullName, "a.ami");
        var (live, liveList) = await RecordAsync(path);

        await using var file = File.OpenRead(path);
        await using var replay = new AmiReplay(file, speed);
        using var feed = replay.Subscribe();
        replay.Start();
        await feed.NextAsync<AmiFeedItem.Connected>();
        var list = await replay.SendListAsync(new AmiAction("QueueStatus").With("Queue", "100"), default);
        foreach (var expected in live)
            Assert.Equal(expected.Headers, (await feed.NextAsync<AmiFeedItem.Event>()).Message.Headers);
        await feed.NextAsync<AmiFeedItem.Disconnected>();
        Assert.False(await feed.Items.WaitToReadAsync());

        Assert.Equal(liveList.Events.Select(e => e.Headers), list.Events.Select(e => e.Headers));
    }

    [Fact]
    public async Task Record_LoginWithSecret_SecretIsNotInTheFile()
    {
        var path = Path.Combine(_folder.FullName, "a.ami");
        await RecordAsync(path, AmiAuthentication.Secret);
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains("Secret: ***", text, StringComparison.Ordinal);
        Assert.DoesNotContain("fake-secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_CutOffFile_GivesWhatIsWhole()
    {
        var path = Path.Combine(_folder.FullName, "a.ami");
        await RecordAsync(path);
        var bytes = await File.ReadAllBytesAsync(path);
        await using var replay = new AmiReplay(new MemoryStream(bytes, 0, bytes.Length - 40));
        using var feed = replay.Subscribe();
        replay.Start();
        await feed.NextAsync<AmiFeedItem.Connected>();
    }

    [Fact]
    public void Replay_OfAnotherFile_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new AmiReplay(new MemoryStream("Event: X\r\n\r\n"u8.ToArray())));

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<(List<AmiMessage> Events, AmiListResponse List)> RecordAsync(string path, AmiAuthentication how = AmiAuthentication.Auto)
    {
        await using var server = new FakeAsteriskServer().On("QueueStatus", (connection, action) => connection.ListAsync(
            action, "QueueStatusComplete", ("QueueParams", [("Queue", action["Queue"]!)]), ("QueueMember", [("Name", "Агент 1")])));
        await using var recorder = new AmiRecorder(path);
        var (client, feed) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { Authentication = how }, recorder);
        await using var owned = client;
        var list = await client.SendListAsync(new AmiAction("QueueStatus").With("Queue", "100"), default);
        var events = new List<AmiMessage>();
        for (var i = 0; i < 3; i++)
        {
            await server.EventAsync("UserEvent", ("UserEvent", "N" + i));
            events.Add((await feed.NextAsync<AmiFeedItem.Event>()).Message);
        }

        await client.DisposeAsync();
        return (events, list);
    }
}
