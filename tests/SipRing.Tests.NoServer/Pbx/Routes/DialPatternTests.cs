using SipRing.CallCenter.Pbx.Routes;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Routes;

public sealed class DialPatternTests
{
    [Theory]
    [InlineData("8XXX", "8123", true)]
    [InlineData("8XXX", "81234", false)]
    [InlineData("8NZ", "821", true)]
    [InlineData("8NZ", "810", false)]
    [InlineData("_8[1-35]", "85", true)]
    [InlineData("8[1-35]", "84", false)]
    [InlineData("810.", "810", false)]
    [InlineData("810.", "8101", true)]
    [InlineData("810!", "810", true)]
    [InlineData("+7 (495) 123-45-67", "+74951234567", true)]
    [InlineData("*99", "*99", true)]
    [InlineData("8\u0425\u0445", "812", true)]
    public void Matches_Notation_IsThatOfAsterisk(string pattern, string number, bool fits) =>
        Assert.Equal(fits, DialPattern.TryParse(pattern)!.Matches(number));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("8.1")]
    [InlineData("8[")]
    [InlineData("8[]")]
    [InlineData("8[3-1]")]
    [InlineData("8,1")]
    [InlineData("8;1")]
    [InlineData("8\"1")]
    [InlineData("${EXEC}")]
    [InlineData("8\n1")]
    [InlineData("/../")]
    [InlineData("12345678901234567890123456789012345678901")]
    public void TryParse_WhatIsNoPattern_IsRefused(string text) => Assert.Null(DialPattern.TryParse(text));

    [Theory]
    [InlineData("X[1-9]+*#!")]
    [InlineData("NZX.")]
    public void Expression_OfAnyPattern_HoldsNothingThatTheDialplanReads(string pattern) =>
        Assert.DoesNotMatch("[{}\"',;\\\\ ]|\\$.", DialPattern.TryParse(pattern)!.Expression);
}
