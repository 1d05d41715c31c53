using SipRing.Asterisk.Ami;
using Xunit;

namespace SipRing.Tests.NoServer.Ami;

public sealed class AmiOptionsTests
{
    private static readonly AmiOptions s_right = new() { Host = "127.0.0.1", Username = "sipring", Secret = "very-secret" };

    public static TheoryData<string, AmiOptions> Wrong => new()
    {
        { "Host", s_right with { Host = " " } },
        { "Port", s_right with { Port = 0 } },
        { "Username", s_right with { Username = "a\r\nb" } },
        { "Secret", s_right with { Secret = "" } },
        { "EventMask", s_right with { EventMask = "on\r\nAction: Command" } },
        { "PinnedSha256", s_right with { Tls = new() { PinnedSha256 = "12:34" } } },
        { "ActionTimeout", s_right with { ActionTimeout = TimeSpan.Zero } },
        { "RetryCap", s_right with { RetryCap = TimeSpan.FromMilliseconds(1) } },
        { "FeedCapacity", s_right with { FeedCapacity = 0 } },
        { "Limits.LineBytes", s_right with { Limits = new() { LineBytes = 1 } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Validate_WrongValue_NamesTheOption(string name, AmiOptions options)
    {
        var error = Assert.Throws<ArgumentException>(() => new AmiClient(options));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_Defaults_AreRight() => s_right.Validate();

    [Fact]
    public void ToString_Always_HidesTheSecret() => Assert.Equal("sipring@127.0.0.1:5038", s_right.ToString());

    [Fact]
    public void BackOff_ManyFailures_GrowsToTheCapAndNeverBeyond()
    {
        var (first, cap) = (TimeSpan.FromMilliseconds(250), TimeSpan.FromSeconds(2));
        for (var seed = 0; seed < 50; seed++)
        {
            var backOff = new AmiBackOff(first, cap, new Random(seed));
            var pauses = Enumerable.Range(0, 40).Select(_ => backOff.Next()).ToList();
            Assert.InRange(pauses[0], first / 2, first);
            Assert.All(pauses, p => Assert.InRange(p, first / 2, cap));
            Assert.All(pauses.Skip(3), p => Assert.InRange(p, cap / 2, cap));
            backOff.Reset();
            Assert.InRange(backOff.Next(), first / 2, first);
        }
    }

    [Fact]
    public void Key_OfAChallenge_IsTheDigestAsteriskComputes() =>
        Assert.Equal("f9e55b978dc9e006d9f5d05cb04da494", AmiAuthenticator.Key("465177035", "admin"));
}
