using SipRing.Asterisk.Agi;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agi;

public sealed class AgiSessionTests
{
    [Fact]
    public async Task Session_Environment_IsRead()
    {
        AgiSession? seen = null;
        await using var agi = new AgiTesting((session, _) =>
        {
            seen = session;
            return Task.CompletedTask;
        });
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "TEST?x=1", "300", "Имя: полное");
        await agi.Done;

        Assert.Equal("TEST", seen!.Script);
        Assert.Equal(["300", "Имя: полное"], seen.Arguments);
        Assert.Equal("PJSIP/101-0000002a", seen.Channel);
        Assert.Equal("101", seen.CallerNumber);
        Assert.Null(seen.CallerName);
        Assert.Null(await peer.CommandAsync());
    }

    [Fact]
    public async Task Commands_Answered_ResultsAreParsed()
    {
        await using var agi = new AgiTesting(async (s, ct) =>
        {
            await s.AnswerAsync(ct);
            Assert.Equal(new AgiDigits("1234", false), await s.GetDataAsync("pin", TimeSpan.FromSeconds(6), 10, ct));
            Assert.Equal(new AgiDigits("12", true), await s.GetDataAsync("pin", TimeSpan.FromSeconds(6), 10, ct));
            Assert.Equal(new AgiDigits("", true), await s.GetDataAsync("pin", TimeSpan.FromSeconds(6), 10, ct));
            Assert.Equal(new AgiPlayback('5', 18880), await s.StreamFileAsync("hello", "0123456789", ct));
            Assert.Equal(new AgiPlayback(null, 8000), await s.StreamFileAsync("hello", "", ct));
            Assert.Equal('#', await s.WaitForDigitAsync(TimeSpan.FromSeconds(1), ct));
            Assert.Null(await s.WaitForDigitAsync(TimeSpan.FromSeconds(1), ct));
            Assert.Equal("a) (b", await s.GetVariableAsync("X", ct));
            Assert.Equal("one\ntwo", await s.GetVariableAsync("X", ct));
            Assert.Null(await s.GetVariableAsync("X", ct));
        });
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");

        Assert.Equal("ANSWER", await peer.AnswerAsync("200 result=0"));
        Assert.Equal("GET DATA \"pin\" \"6000\" \"10\"", await peer.AnswerAsync("200 result=1234"));
        await peer.AnswerAsync("200 result=12 (timeout)");
        await peer.AnswerAsync("200 result= (timeout)");
        Assert.Equal("STREAM FILE \"hello\" \"0123456789\"", await peer.AnswerAsync("200 result=53 endpos=18880"));
        Assert.Equal("STREAM FILE \"hello\" \"\"", await peer.AnswerAsync("200 result=0 endpos=8000"));
        Assert.Equal("WAIT FOR DIGIT \"1000\"", await peer.AnswerAsync("200 result=35"));
        await peer.AnswerAsync("200 result=0");
        Assert.Equal("GET VARIABLE \"X\"", await peer.AnswerAsync("200 result=1 (a) (b)"));
        await peer.AnswerAsync("200 result=1 (one\ntwo)");
        await peer.AnswerAsync("200 result=0");
        await agi.Done;
    }

    [Fact]
    public async Task Commands_WithAnyText_StayOneLineAndOneArgument()
    {
        await using var agi = new AgiTesting(async (s, ct) =>
        {
            await s.ExecAsync("AddQueueMember", ["300", "PJSIP/101", "0", "", "Lee, \"Al\" (x)"], ct);
            await s.SetVariableAsync("A", "b\" \"c\\", ct);
            await Assert.ThrowsAsync<ArgumentException>(() => s.SetVariableAsync("A", "b\nHANGUP", ct));
            await Assert.ThrowsAsync<ArgumentException>(() => s.VerboseAsync(new string('x', 3000), 1, ct));
            await s.SetContextAsync("queues", ct);
            await s.SetExtensionAsync("300", ct);
            await s.SetPriorityAsync("1", ct);
            await s.HangupAsync(ct);
        });
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");

        Assert.Equal(
            """EXEC "AddQueueMember" "300,PJSIP/101,0,,Lee\\, \\\"Al\\\" \\(x\\)" """.TrimEnd(), await peer.AnswerAsync("200 result=0"));
        Assert.Equal("""SET VARIABLE "A" "b\" \"c\\" """.TrimEnd(), await peer.AnswerAsync("200 result=1"));
        Assert.Equal("SET CONTEXT \"queues\"", await peer.AnswerAsync("200 result=0"));
        Assert.Equal("SET EXTENSION \"300\"", await peer.AnswerAsync("200 result=0"));
        Assert.Equal("SET PRIORITY \"1\"", await peer.AnswerAsync("200 result=0"));
        Assert.Equal("HANGUP", await peer.AnswerAsync("200 result=1"));
        await agi.Done;
    }

    [Theory]
    [InlineData("510 Invalid or unknown command")]
    [InlineData("520-Invalid command syntax.  Proper usage follows:\nUsage: SET CONTEXT <x>\n520 End of proper usage.")]
    public async Task Commands_Refused_AreTypedErrorsAndTheSessionGoesOn(string reply)
    {
        await using var agi = new AgiTesting(async (s, ct) =>
        {
            await Assert.ThrowsAsync<AgiCommandException>(() => s.SetContextAsync("x", ct));
            await s.AnswerAsync(ct);
        });
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await peer.AnswerAsync(reply);
        Assert.Equal("ANSWER", await peer.AnswerAsync("200 result=0"));
        await agi.Done;
    }

    [Fact]
    public async Task Exec_NoSuchApplication_IsATypedError()
    {
        await using var agi = new AgiTesting((s, ct) => s.ExecAsync("Nonsense", [], ct));
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await peer.AnswerAsync("200 result=-2");
        await Assert.ThrowsAsync<AgiCommandException>(() => agi.Done);
    }

    [Fact]
    public async Task StreamFile_MinusOneOnALivingChannel_IsAMissingSound()
    {
        await using var agi = new AgiTesting((s, ct) => s.StreamFileAsync("missing", "", ct));
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await peer.AnswerAsync("200 result=-1 endpos=0");
        Assert.Equal("CHANNEL STATUS", await peer.AnswerAsync("200 result=6"));
        await Assert.ThrowsAsync<AgiCommandException>(() => agi.Done);
    }

    [Theory]
    [InlineData("HANGUP\n200 result=-1\n")]
    [InlineData("511 Command Not Permitted on a dead channel or intercept routine\n")]
    [InlineData(null)]
    public async Task Commands_ChannelGone_AreATypedError(string? reply)
    {
        await using var agi = new AgiTesting((s, ct) => s.GetDataAsync("pin", TimeSpan.FromSeconds(6), 10, ct));
        var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await peer.CommandAsync();
        if (reply is not null)
            await peer.SendAsync(reply);
        else
            peer.Dispose();
        await Assert.ThrowsAsync<AgiHangupException>(() => agi.Done);
        peer.Dispose();
    }

    [Fact]
    public async Task HungUp_NoCommandUnderWay_IsNoticed()
    {
        await using var agi = new AgiTesting(async (s, ct) =>
        {
            var gone = new TaskCompletionSource();
            using var seen = s.HungUp.Register(gone.SetResult);
            await gone.Task.WaitAsync(AgiTesting.Limit, ct);
            Assert.Equal("kept", await s.GetVariableAsync("X", ct));
        });
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await peer.SendAsync("HANGUP\n");
        Assert.Equal("GET VARIABLE \"X\"", await peer.AnswerAsync("200 result=1 (kept)"));
        await agi.Done;
    }

    [Fact]
    public async Task Commands_NoAnswer_EndTheSession()
    {
        await using var agi = new AgiTesting(
            async (s, ct) =>
            {
                await Assert.ThrowsAsync<AgiProtocolException>(() => s.AnswerAsync(ct));
                await s.AnswerAsync(ct);
            },
            new() { CommandTimeout = TimeSpan.FromMilliseconds(50) });
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await Assert.ThrowsAsync<AgiHangupException>(() => agi.Done);
        Assert.Equal("ANSWER", await peer.CommandAsync());
        Assert.Null(await peer.CommandAsync());
    }

    [Theory]
    [InlineData("what?")]
    [InlineData("200 nothing")]
    public async Task Commands_AnswerOutsideTheProtocol_IsATypedError(string reply)
    {
        await using var agi = new AgiTesting((s, ct) => s.AnswerAsync(ct));
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await peer.AnswerAsync(reply);
        await Assert.ThrowsAsync<AgiProtocolException>(() => agi.Done);
    }
}
