using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Calls;
using Xunit;

namespace SipRing.Tests.NoServer.Calls;

/// <summary>Which channel an act meets: of the right call, and of two of one phone the one at its ear.</summary>
public sealed class LiveCallTests
{
    [Fact]
    public void Of_ChannelsOfSeveralCalls_TakesThoseOfOne()
    {
        var call = LiveCall.Of(Channels(
            ("PJSIP/501-0000000d", "1.13", "1.12", "b1"), ("PJSIP/trunk-0000000c", "1.12", "1.12", "b1"),
            ("PJSIP/501-0000000e", "1.14", "1.14", "b2"), ("Local/1@x-0000000a;1", "1.11", "1.12", "b1")), "1.12")!;

        Assert.Equal("PJSIP/trunk-0000000c", call.Origin.Name);
        Assert.Equal("PJSIP/501-0000000d", call.LegOf("501")?.Name);
        Assert.Equal("PJSIP/501-0000000d", call.AnsweredLeg?.Name);
        Assert.Null(call.LegOf("50"));
        Assert.True(call.Has("501"));
        Assert.False(call.Has("502"));
    }

    [Fact]
    public void LegOf_PhoneWithAConsultation_IsTheOneBridgedLast()
    {
        var call = LiveCall.Of(Channels(
            ("PJSIP/trunk-0000000c", "1.12", "1.12", "b1"), ("PJSIP/501-0000000d", "1.13", "1.12", "b1"), ("PJSIP/501-00000010", "1.16", "1.12", "b3")), "1.12")!;

        Assert.Equal("PJSIP/501-00000010", call.LegOf("501")?.Name);
    }

    [Fact]
    public void Of_CallThatIsOver_IsNull() => Assert.Null(LiveCall.Of(Channels(("PJSIP/501-0000000d", "1.13", "1.12", "b1")), "1.99"));

    [Fact]
    public void AnsweredLeg_NobodyAnswered_IsNull()
    {
        var call = LiveCall.Of(Channels(("PJSIP/trunk-0000000c", "1.12", "1.12", "")), "1.12")!;
        Assert.Null(call.AnsweredLeg);
    }

    [Theory]
    [InlineData("PJSIP/501-0000000d", "501")]
    [InlineData("PJSIP/my-trunk-0000000d", "my-trunk")]
    [InlineData("nonsense", "")]
    public void Endpoint_Channel_IsItsPhone(string name, string endpoint) => Assert.Equal(endpoint, new LiveChannel { Name = name, UniqueId = "1.1", LinkedId = "1.1" }.Endpoint);

    [Theory]
    [InlineData("451", "451")]
    [InlineData(" +7 (495) 111-22-33 ", "+74951112233")]
    [InlineData("*45450", null)]
    [InlineData("12+3", null)]
    [InlineData("5,1)", null)]
    [InlineData("${X}", null)]
    [InlineData("٥٠١", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("123456789012345678901", null)]
    public void CallTarget_Typed_IsDigitsOrRefused(string? typed, string? number) => Assert.Equal(number, CallTarget.Check(typed).Value);

    private static IEnumerable<LiveChannel> Channels(params (string Name, string Id, string Linked, string Bridge)[] channels) => channels
        .Select(c => LiveChannel.From(new AmiMessage(
        [
            new("Event", "CoreShowChannel"), new("Channel", c.Name), new("Uniqueid", c.Id), new("Linkedid", c.Linked), new("ChannelState", "6"), new("BridgeId", c.Bridge),
        ]))!);
}
