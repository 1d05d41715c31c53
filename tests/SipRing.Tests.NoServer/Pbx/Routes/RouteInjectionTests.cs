using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Trunks;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Routes;

/// <summary>What a person may type must not be read by Asterisk as anything but a value.</summary>
public sealed class RouteInjectionTests
{
    public static TheoryData<string> Bad => ["a\r\n[x]", "${EXEC(x)}", "$[1]", "a,b", "a;b", "\"", "a&b|c", "/../", " a", "`id`"];

    [Theory]
    [MemberData(nameof(Bad))]
    public void Check_TextFieldsOfATrunk_AreRefused(string text)
    {
        var good = new Trunk { Id = "one", Name = "One", Host = "sip.example.com", User = "user" };
        Assert.Null(TrunkRules.Check(good, hasSecret: true));

        Trunk[] bad =
        [
            good with { Host = text }, good with { User = text }, good with { AuthUser = text }, good with { FromUser = text }, good with { FromDomain = text },
            good with { OutboundProxy = text }, good with { CallerId = text }, good with { Addresses = [text] }, good with { Codecs = [text] },
        ];
        Assert.All(bad, trunk => Assert.NotNull(TrunkRules.Check(trunk, hasSecret: true)));
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public void Check_TextFieldsOfRoutes_AreRefused(string text)
    {
        var incoming = new IncomingRoute { Id = "in", Name = "In", Destination = Destination.Queue("450") };
        IncomingRoute[] badIncoming = [incoming with { Number = text }, incoming with { Caller = text }, incoming with { Language = text }];
        Assert.All(badIncoming, route => Assert.NotNull(RouteRules.Check(route)));

        var outgoing = new OutgoingRoute { Id = "out", Name = "Out", Rules = [new("8X!")] };
        Assert.Null(RouteRules.Check(outgoing));
        OutgoingRoute[] badOutgoing = [outgoing with { CallerId = text }, outgoing with { Rules = [new(text)] }, outgoing with { Rules = [new("8", 0, text)] }];
        Assert.All(badOutgoing, route => Assert.NotNull(RouteRules.Check(route)));
        Assert.False(PbxRules.IsId(text));
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("0.0.0.0/0")]
    [InlineData("::/0")]
    [InlineData("10.1")]
    public void Check_NetworkThatWouldHoldPhones_IsRefused(string network) =>
        Assert.Equal("addresses", TrunkRules.Check(new() { Id = "one", Name = "One", Kind = TrunkKind.Address, Host = "sip.example.com", Addresses = [network] }, hasSecret: false)?.Field);
}
