using SipRing.CallCenter.Calls;
using Xunit;

namespace SipRing.Tests.NoServer.Calls;

public sealed class DialledNumberTests
{
    [Theory]
    [InlineData("+7 (495) 123-45-67", "+74951234567")]
    [InlineData("8.916.123.45.67", "89161234567")]
    [InlineData("*45", "*45")]
    [InlineData("#31#501", "#31#501")]
    [InlineData("501", "501")]
    public void Check_NumberThatWasCopied_IsDialledAsSuch(string typed, string dialled) => Assert.Equal(dialled, DialledNumber.Check(typed).Value);

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("+")]
    [InlineData("49+5")]
    [InlineData("12${SHELL(id)}")]
    [InlineData("501,60,g&PJSIP/502")]
    [InlineData("501\r\nAction: Command")]
    [InlineData("501;502")]
    [InlineData("anna")]
    [InlineData("123456789012345678901234567890123")]
    [InlineData("٥٠١")]
    public void Check_AnythingElse_IsRefusedAndNotCutToANumber(string? typed) =>
        Assert.Equal(("dial-number-invalid", "number"), (DialledNumber.Check(typed).Refusal!.Id, DialledNumber.Check(typed).Refusal!.Field));
}
