using SipRing.Phone;
using SipRing.Phone.Media;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Phone;

/// <summary>The scripted phone against a real Asterisk.</summary>
public sealed class TwoPhonesTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task Dial_OtherPhoneAnswers_EachHearsTheOther()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501", "502"], []);
        await using var one = await RegisteredAsync(pbx, "501", 700);
        await using var two = await RegisteredAsync(pbx, "502", 1100);

        var call = one.Dial("502");
        var ring = await two.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        Assert.Equal("501", ring.Peer);
        Assert.True(await ring.AnswerAsync());
        Assert.True(await call.Answered.WaitAsync(s_limit));
        await HeardAsync(call, 1100);
        await HeardAsync(ring, 700);

        Assert.Equal(200, await call.HoldAsync());
        await Until.TrueAsync("the one on hold hears nothing of the other", s_limit, () => NewShare(ring, 700) < 0.1);
        Assert.Equal(200, await call.ResumeAsync());
        await HeardAsync(ring, 700);

        await ring.HangUpAsync();
        Assert.Equal(new CallEnd(CallSide.Remote, WasAnswered: true, 200), await call.Ended.WaitAsync(s_limit));
        Assert.Equal(new CallEnd(CallSide.Local, WasAnswered: true, 200), await ring.Ended);
    }

    [Fact]
    public async Task Dial_GivenUpWhileRinging_BothKnow()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501", "502"], []);
        await using var one = await RegisteredAsync(pbx, "501", 700);
        await using var two = await RegisteredAsync(pbx, "502", 1100);

        var call = one.Dial("502");
        var ring = await two.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        await call.Ringing.WaitAsync(s_limit);
        await call.HangUpAsync();

        Assert.Equal(new CallEnd(CallSide.Local, WasAnswered: false, 487), await call.Ended);
        Assert.Equal(new CallEnd(CallSide.Remote, WasAnswered: false, 487), await ring.Ended.WaitAsync(s_limit));
    }

    [Fact]
    public async Task RegisterAsync_WrongSecret_IsRefused()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501"], []);
        await using var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = "501", Secret = "not-the-secret" });

        Assert.Equal(401, (await Assert.ThrowsAsync<SipRefusedException>(() => phone.RegisterAsync(CancellationToken.None))).Status);
    }

    private static async Task<SipPhone> RegisteredAsync(OwnAsteriskFixture pbx, string number, int hertz)
    {
        var phone = new SipPhone(new() { Server = pbx.Settings.Sip, User = number, Secret = OwnAsteriskFixture.Secret(number), Tone = Tone.Of(hertz) });
        await phone.RegisterAsync(CancellationToken.None).WaitAsync(s_limit);
        return phone;
    }

    private static async Task HeardAsync(PhoneCall call, int hertz)
    {
        var share = 0.0;
        await Until.TrueAsync($"{call.Phone.Number} hears {hertz} Hz and nothing else", s_limit, () => (share = NewShare(call, hertz) ?? share) > 0.95);
    }

    /// <summary>Of what was heard since the last time; null while that is less than half a second.</summary>
    private static double? NewShare(PhoneCall call, int hertz)
    {
        if (call.Heard.Length < TimeSpan.FromSeconds(0.5))
        {
            return null;
        }

        var share = call.Heard.Share(hertz);
        call.Heard.Forget();
        return share;
    }
}
