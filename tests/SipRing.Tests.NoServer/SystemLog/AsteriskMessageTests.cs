using SipRing.CallCenter.Audit;
using SipRing.CallCenter.SystemLog;
using Xunit;

namespace SipRing.Tests.NoServer.SystemLog;

public sealed class AsteriskMessageTests
{
    [Theory]
    [InlineData("[2026-11-24 04:31:02.123] WARNING[4711] res_pjsip.c: no contact for 501", EntryLevel.Warning, "res_pjsip.c: no contact for 501")]
    [InlineData("[2026-11-24 04:31:02.123] ERROR[4711][C-00000012]: app_queue.c:123 in f: lost", EntryLevel.Error, "app_queue.c:123 in f: lost")]
    [InlineData("[2026-11-24 04:31:02.123] NOTICE[1] a: b", EntryLevel.Information, "a: b")]
    [InlineData("[2026-11-24 04:31:02.123] NOTICE[1] a: \u001b[1;31mred", EntryLevel.Information, "a: [1;31mred")]
    public void Parse_Line_HasTimeLevelAndText(string line, EntryLevel level, string text)
    {
        var message = AsteriskMessage.Parse(line, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"))!;
        Assert.Equal((level, text, NewSystemEvent.Asterisk), (message.Level, message.Text, message.Source));
        Assert.Equal(new(2026, 11, 24, 1, 31, 2, 123, TimeSpan.Zero), message.At);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   a continuation")]
    [InlineData("[2026-11-24 04:31:02.123]")]
    [InlineData("[2026-11-24 04:31:02.123] Asterisk 22.0.0 built by root")]
    [InlineData("[2026-13-24 04:31:02.123] WARNING[1] a: b")]
    [InlineData("[Nov 24 04:31:02] WARNING[1] a: b, which is another format")]
    public void Parse_AnythingElse_IsNone(string line) => Assert.Null(AsteriskMessage.Parse(line, TimeZoneInfo.Utc));
}
