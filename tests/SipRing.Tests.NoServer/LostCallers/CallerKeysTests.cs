using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.LostCallers;
using Xunit;

namespace SipRing.Tests.NoServer.LostCallers;

public sealed class CallerKeysTests
{
    private readonly CallerKeys _keys = new(new NumberForms("RU"));

    [Theory]
    [InlineData("84951112233", "+74951112233")]
    [InlineData("+7 495 111-22-33", "+74951112233")]
    [InlineData("4951112233", "+74951112233")]
    [InlineData("101", "101")]
    [InlineData("Alice", "@alice")]
    [InlineData("", null)]
    [InlineData("anonymous", null)]
    [InlineData(" Restricted ", null)]
    public void Of_FormsOfOneNumber_OneKey(string raw, string? key) => Assert.Equal(key, _keys.Of(raw));

    [Theory]
    [InlineData("84951112233")]
    [InlineData("984951112233")]
    [InlineData("9984951112233")]
    [InlineData("+74951112233")]
    [InlineData("988121234567", "+78121234567")]
    public void OfDialled_WithOrWithoutAPrefixForTheLine_TheCallerIsAmongThem(string dialled, string key = "+74951112233") =>
        Assert.Contains(key, _keys.OfDialled(dialled));

    [Theory]
    [InlineData("101")]
    [InlineData("*45450")]
    public void OfDialled_NumberOfThePbx_OnlyItself(string dialled) => Assert.Single(_keys.OfDialled(dialled));

    [Fact]
    public void Of_OverlongName_FitsItsColumn() => Assert.Equal(CallerKeys.Limit, _keys.Of(new string('x', 120))!.Length);
}
