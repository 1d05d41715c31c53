using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.Phone;
using SipRing.Phone.Media;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

/// <summary>What an extension is told, as its phone lives it.</summary>
public sealed class ExtensionOptionsTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Call_OfAPhoneThatIsRecorded_IsOnTheDisk(bool caller, bool called)
    {
        await using var pbx = await PbxParts.StartAsync();
        await using var one = await PhoneAsync(pbx, "501", new() { RecordCalls = caller });
        await using var two = await PhoneAsync(pbx, "502", new() { RecordCalls = called });

        await TalkAsync(one, two);

        var file = await Until.NotNullAsync("the recording is finished", s_limit, () => Task.FromResult(Recordings(pbx).SingleOrDefault()));
        Assert.StartsWith("c-502-501-", Path.GetFileName(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_OfOtherPhones_IsNotRecorded()
    {
        await using var pbx = await PbxParts.StartAsync();
        await using var one = await PhoneAsync(pbx, "501", new());
        await using var two = await PhoneAsync(pbx, "502", new());

        await TalkAsync(one, two);

        Assert.Empty(Recordings(pbx));
        Assert.Empty(Directory.EnumerateFiles(pbx.Folders.OpenRecordings, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Pickup_PhoneOfTheSameGroup_TakesTheRingingCall()
    {
        await using var pbx = await PbxParts.StartAsync();
        await using var caller = await PhoneAsync(pbx, "501", new());
        await using var away = await PhoneAsync(pbx, "502", new() { PickupGroup = "отдел_1" });
        await using var colleague = await PhoneAsync(pbx, "503", new() { PickupGroup = "отдел_1" });

        var call = caller.Dial("502");
        await away.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        var picked = colleague.Dial("*8");

        await Until.TrueAsync("they hear each other", s_limit, () => picked.Heard.Length > TimeSpan.FromSeconds(1) && call.Heard.Length > TimeSpan.FromSeconds(1));
        await call.HangUpAsync();
    }

    private static async Task TalkAsync(SipPhone one, SipPhone two)
    {
        var call = one.Dial("502");
        var ringing = await two.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await ringing.AnswerAsync();
        await Until.TrueAsync("there is something to record", s_limit, () => call.Heard.Length > TimeSpan.FromSeconds(1));
        await call.HangUpAsync();
        await ringing.Ended.WaitAsync(s_limit);
    }

    private static IEnumerable<string> Recordings(PbxParts pbx) =>
        Directory.EnumerateFiles(pbx.Folders.Recordings, "*.wav", SearchOption.AllDirectories).Where(f => !f.Contains("/.part/", StringComparison.Ordinal));

    private static async Task<SipPhone> PhoneAsync(PbxParts pbx, string number, Wishes wishes)
    {
        var request = new SaveExtension.Request(number, $"Phone {number}", "long-enough") { RecordCalls = wishes.RecordCalls, PickupGroup = wishes.PickupGroup };
        Assert.Null((await pbx.Get<SaveExtension>().HandleAsync(s_admin, request, CancellationToken.None)).Refusal);
        var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = number, Secret = "long-enough", Tone = Tone.Of(600) });
        await phone.RegisterAsync(CancellationToken.None);
        return phone;
    }

    private sealed record Wishes
    {
        public bool RecordCalls { get; init; }
        public string PickupGroup { get; init; } = "";
    }
}
