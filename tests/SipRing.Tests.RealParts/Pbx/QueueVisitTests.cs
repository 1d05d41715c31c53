using System.Buffers.Binary;
using System.Net;
using SipRing.Phone;
using SipRing.Phone.Media;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

/// <summary>The dialplan: what a caller meets from the number to the last word, and what of it stays on the disk.</summary>
public sealed class QueueVisitTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Visit_Answered_IsRecordedWithBothSidesAndLinkedInTheQueueLog()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501"], [new() { Number = "450", Name = "Sales" }]);
        await using var agent = await RegisteredAsync(pbx, "501", 1000);
        await pbx.ConsoleAsync("queue add member PJSIP/501 to 450");
        await using var caller = Outside(pbx);

        var call = caller.Dial("450", new() { From = "+7(495)1112233;x", Tone = Tone.Of(600) });
        var ringing = await agent.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await ringing.AnswerAsync();
        await Until.TrueAsync("both hear two seconds", s_limit, () => ringing.Heard.Length > TimeSpan.FromSeconds(2) && call.Heard.Length > TimeSpan.FromSeconds(2));
        Assert.True(ringing.Heard.Share(600) > 0.8, "the agent hears the caller");
        await call.HangUpAsync();

        var file = await Until.NotNullAsync("the recording is finished", s_limit, () => Task.FromResult(Finished(pbx).SingleOrDefault()));
        var name = Path.GetFileName(file);
        Assert.Matches(@"^q-450-\+74951112233-\d{8}-\d{6}-[0-9.]+\.wav$", name);
        Assert.Matches(@"^\d{4}/\d{2}/\d{2}$", Path.GetRelativePath(pbx.Folders.Recordings, Path.GetDirectoryName(file)!));
        var wav = await File.ReadAllBytesAsync(file);
        Assert.Equal(wav.Length - 44, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
        Assert.True(Loudness(wav) > 0.05, "it is not silence");
        var log = await File.ReadAllLinesAsync(pbx.Home.QueueLog);
        var recording = log.Index().Single(l => l.Item.EndsWith($"|SIPRING|RECORDING|{Path.GetRelativePath(pbx.Folders.Recordings, file)}", StringComparison.Ordinal));
        var entry = log.Index().Single(l => l.Item.Contains("|ENTERQUEUE|", StringComparison.Ordinal));
        Assert.True(recording.Index < entry.Index, "the line of the recording comes before the visit");
        Assert.Equal(entry.Item.Split('|')[1], recording.Item.Split('|')[1]);
    }

    [Fact]
    public async Task Visit_CallerGivesUp_LeavesNoRecording()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync([], [new() { Number = "450", Name = "Sales" }]);
        await using var caller = Outside(pbx);

        var call = caller.Dial("450", new() { From = "74951112233" });
        await Until.TrueAsync("the caller hears the music", s_limit, () => call.Heard.Length > TimeSpan.FromSeconds(1));
        Assert.True(call.Heard.Rms() > 0.01, "the music is not silence");
        await call.HangUpAsync();

        await QueueLogHasAsync(pbx, "|ABANDON|");
        await Until.TrueAsync("nothing is left open", s_limit, () => !Directory.EnumerateFiles(pbx.Folders.OpenRecordings, "*", SearchOption.AllDirectories).Any());
        Assert.Empty(Finished(pbx));
    }

    [Fact]
    public async Task Visit_QueueFull_IsLoggedAndSaid()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync([], [new() { Number = "450", Name = "Sales", MaxLength = 1 }]);
        await using var first = Outside(pbx);
        await using var second = Outside(pbx);
        first.Dial("450", new() { From = "74951112233" });
        await QueueLogHasAsync(pbx, "|ENTERQUEUE|");

        var refused = second.Dial("450", new() { From = "74951112244" });

        await QueueLogHasAsync(pbx, "|450|NONE|SIPRING|REFUSED|FULL|74951112244");
        var end = await refused.Ended.WaitAsync(s_limit);
        Assert.Equal(CallSide.Remote, end.By);
        Assert.True(refused.Heard.Rms() > 0.01, "something was said");
    }

    [Fact]
    public async Task Visit_LongestWait_EndsWithTimeout()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync([], [new() { Number = "450", Name = "Sales", TimeoutSeconds = 2 }]);
        await using var caller = Outside(pbx);

        var call = caller.Dial("450", new() { From = "74951112233" });

        await QueueLogHasAsync(pbx, "|EXITWITHTIMEOUT|");
        Assert.Equal(CallSide.Remote, (await call.Ended.WaitAsync(s_limit)).By);
    }

    [Fact]
    public async Task Visit_TransferredToAnotherQueue_HasItsOwnRecording()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501", "502"], [new() { Number = "450", Name = "Sales" }, new() { Number = "460", Name = "Support" }]);
        await using var first = await RegisteredAsync(pbx, "501", 1000);
        await using var second = await RegisteredAsync(pbx, "502", 2000);
        await pbx.ConsoleAsync("queue add member PJSIP/501 to 450");
        await pbx.ConsoleAsync("queue add member PJSIP/502 to 460");
        await using var caller = Outside(pbx);

        var call = caller.Dial("450", new() { From = "74951112233", Tone = Tone.Of(600) });
        var one = await first.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await one.AnswerAsync();
        await Until.TrueAsync("the first agent hears a second", s_limit, () => one.Heard.Length > TimeSpan.FromSeconds(1));
        await one.TransferAsync("460");
        var two = await second.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await two.AnswerAsync();
        await Until.TrueAsync("the second agent hears a second", s_limit, () => two.Heard.Length > TimeSpan.FromSeconds(1));
        await two.HangUpAsync();

        await call.Ended.WaitAsync(s_limit);
        await Until.TrueAsync("two recordings are finished", s_limit, () => Finished(pbx).Count == 2);
        Assert.Equal(["q-450", "q-460"], Finished(pbx).Select(f => Path.GetFileName(f)[..5]).Order(StringComparer.Ordinal));
        await QueueLogHasAsync(pbx, "|BLINDTRANSFER|460|from-internal|");
    }

    [Fact]
    public async Task Visit_FeatureCodeOfTheAgent_TransfersBlindly()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501", "502"], [new() { Number = "450", Name = "Sales" }]);
        await using var agent = await RegisteredAsync(pbx, "501", 1000);
        await using var colleague = await RegisteredAsync(pbx, "502", 2000);
        await pbx.ConsoleAsync("queue add member PJSIP/501 to 450");
        await using var caller = Outside(pbx);

        var call = caller.Dial("450", new() { From = "74951112233", Tone = Tone.Of(600) });
        var one = await agent.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await one.AnswerAsync();
        await Until.TrueAsync("the agent hears the caller", s_limit, () => one.Heard.Length > TimeSpan.FromSeconds(1));
        await one.SendDigitsByInfoAsync("##");
        await one.SendDigitsByInfoAsync("502");
        var two = await colleague.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await two.AnswerAsync();
        await Until.TrueAsync("the colleague hears the caller", s_limit, () => two.Heard.Length > TimeSpan.FromSeconds(1) && two.Heard.Share(600) > 0.8);
        await call.HangUpAsync();
        await QueueLogHasAsync(pbx, "|BLINDTRANSFER|502|from-internal|");
    }

    [Fact]
    public async Task Phone_DialsExtension_RingsThere()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501", "502"], []);
        await using var one = await RegisteredAsync(pbx, "501", 1000);
        await using var two = await RegisteredAsync(pbx, "502", 2000);

        var call = one.Dial("502");
        var ringing = await two.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        Assert.Equal("501", ringing.Peer);
        ringing.Decline();
        Assert.Equal(486, (await call.Ended.WaitAsync(s_limit)).Status);

        Assert.Equal(404, (await one.Dial("999").Ended.WaitAsync(s_limit)).Status);
    }

    private static Task QueueLogHasAsync(OwnAsteriskFixture pbx, string part) =>
        Until.TrueAsync($"queue_log has {part}", s_limit, async () =>
            File.Exists(pbx.Home.QueueLog) && (await File.ReadAllTextAsync(pbx.Home.QueueLog)).Contains(part, StringComparison.Ordinal));

    private static List<string> Finished(OwnAsteriskFixture pbx) =>
        [.. Directory.EnumerateFiles(pbx.Folders.Recordings, "*.wav", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(pbx.Folders.OpenRecordings, StringComparison.Ordinal))];

    private static async Task<SipPhone> RegisteredAsync(OwnAsteriskFixture pbx, string number, int hertz)
    {
        var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = number, Secret = OwnAsteriskFixture.Secret(number), Tone = Tone.Of(hertz) });
        await phone.RegisterAsync(CancellationToken.None);
        return phone;
    }

    private static SipPhone Outside(OwnAsteriskFixture pbx) =>
        new(new() { Server = pbx.Settings.Sip, User = "pstn", LocalAddress = IPAddress.Parse("127.0.0.2") });

    private static double Loudness(byte[] wav)
    {
        var sum = 0.0;
        for (var i = 44; i + 1 < wav.Length; i += 2)
            sum += Math.Pow(BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(i)) / 32768.0, 2);
        return Math.Sqrt(sum / ((wav.Length - 44) / 2));
    }
}
