using SipRing.Server.SystemLog;
using Xunit;

namespace SipRing.Tests.NoServer.SystemLog;

public sealed class LogFileTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("+7 912", "'+7 912")]
    [InlineData("-2", "'-2")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("  =1", "'  =1")]
    [InlineData("=\"a\",b", "\"'=\"\"a\"\",b\"")]
    public void Cell_LikeAFormula_IsText(string text, string cell) => Assert.Equal(cell, LogFile.Cell(text));

    [Theory]
    [InlineData(null, "")]
    [InlineData("agent 7", "agent 7")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\r\nb", "\"a\r\nb\"")]
    public void Cell_Other_StaysAsItIs(string? text, string cell) => Assert.Equal(cell, LogFile.Cell(text));
}
