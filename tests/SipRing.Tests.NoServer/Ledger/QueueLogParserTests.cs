using System.Text;
using SipRing.Asterisk.Logs;
using Xunit;

namespace SipRing.Tests.NoServer.Ledger;

public sealed class QueueLogParserTests
{
    [Fact]
    public void TryParse_ConnectLine_FieldsAreTyped()
    {
        Assert.Equal(LineDefect.None, Parse("1795472249|1795472248.5|450|PJSIP/501|CONNECT|12|1795472248.6|3", out var line));

        Assert.Equal((1_795_472_249_000, "1795472248.5", "450", "PJSIP/501"), (line.TimeMs, line.CallId, line.Queue, line.Agent));
        Assert.Equal(new ConnectData(12, "1795472248.6", 3), QueueLogData.Connect(line));
    }

    [Theory]
    [InlineData("ATTENDEDTRANSFER|BRIDGE|id|1|11|2", AttendedTransferKind.Bridge)]
    [InlineData("ATTENDEDTRANSFER|APP|Queue|1|11|2", AttendedTransferKind.App)]
    [InlineData("ATTENDEDTRANSFER|LINK|Local/a;1|Local/a;2|1|11|2", AttendedTransferKind.Link)]
    [InlineData("ATTENDEDTRANSFER|NEW|x|y|z|1|11|2", AttendedTransferKind.Unknown)]
    public void AttendedTransfer_EveryKind_TalkIsFound(string text, AttendedTransferKind kind)
    {
        Parse("1795472249|1.5|450|A|" + text, out var line);

        Assert.Equal((kind, new TalkData(1, 11, 2)), (QueueLogData.AttendedTransfer(line).Kind, QueueLogData.AttendedTransfer(line).Talk));
    }

    [Theory]
    [InlineData("")]
    [InlineData("half|a|line")]
    [InlineData("1795472249|1.5|450")]
    [InlineData("1795472249|1.5|450|A|")]
    [InlineData("-795472249|1.5|450|A|ABANDON|1|1|1")]
    [InlineData("17954722491795472249|1.5|450|A|ABANDON|1|1|1")]
    public void TryParse_Malformed_SaysSo(string text) => Assert.Equal(LineDefect.Malformed, Parse(text, out _));

    [Fact]
    public void TryParse_NulBytes_SaysSo() => Assert.Equal(LineDefect.NulBytes, Parse("1795472249|1\0.5|450|A|ABANDON|1|1|1", out _));

    [Fact]
    public void TryParse_TooLong_SaysSo() =>
        Assert.Equal(LineDefect.TooLong, Parse("1795472249|1.5|450|A|INFO|" + new string('x', QueueLogParser.LongestLine), out _));

    [Fact]
    public void TryParse_InvalidUtf8_IsKeptReadable()
    {
        byte[] bytes = [.. "1795472249|1.5|450|A"u8, 0xC3, .. "|PAUSE|\xFF"u8[..7]];
        Assert.Equal(LineDefect.None, new QueueLogParser().TryParse(bytes, out var line));
        Assert.Equal("A\uFFFD", line.Agent);
    }

    [Theory]
    [InlineData("Иван Петров", "utf-8", 0, "Иван Петров")]
    [InlineData("Иван Петров", "utf-8", 1, "Иван Петро\uFFFD")]
    [InlineData("Иван Петров", "windows-1251", 0, "Иван Петров")]
    [InlineData("Пётр; Ёлкина", "windows-1251", 0, "Пётр; Ёлкина")]
    public void TryParse_NameInTheEncodingOfItsTime_IsReadable(string name, string encoding, int cut, string expected)
    {
        var bytes = (CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.UTF8).GetBytes(name)[..^cut];
        byte[] line = [0xEF, 0xBB, 0xBF, .. "1795472249|1.5|450|"u8, .. bytes, .. "|CONNECT|3|1.6|2"u8];

        Assert.Equal(LineDefect.None, new QueueLogParser().TryParse(line, out var record));
        Assert.Equal(expected, record.Agent);
    }

    [Fact]
    public void GluedQueueStart_AfterHalfLine_IsFound()
    {
        var text = "1795467496|1795466901.0|450|PJS1795467500|NONE|NONE|NONE|QUEUESTART|";
        var at = QueueLogParser.GluedQueueStart(Encoding.UTF8.GetBytes(text));
        Assert.Equal("1795467500|NONE|NONE|NONE|QUEUESTART|", text[at..]);
    }

    [Fact]
    public void TryParse_EveryKnownEvent_RoundTrips()
    {
        foreach (var known in Enum.GetValues<QueueLogEvent>().Where(e => e != QueueLogEvent.Unknown))
        {
            Parse($"1795472249|1.5|450|A|{known.ToString().ToUpperInvariant()}|1", out var line);
            Assert.Equal(known, line.Event);
        }
    }

    [Fact]
    public void TryParse_RandomBytes_NeverThrows()
    {
        var random = new Random(7);
        var (queueLog, cel, cdr) = (new QueueLogParser(), new CelParser(TimeZoneInfo.Utc), new CdrParser(TimeZoneInfo.Utc));
        var seed = "1795472249|1795472248.5|450|PJSIP/501|CONNECT|12|1795472248.6|3,\"\"\n"u8.ToArray();
        for (var i = 0; i < 100_000; i++)
        {
            var bytes = new byte[random.Next(120)];
            random.NextBytes(bytes);
            // Half of them look almost right.
            for (var at = 0; i % 2 == 0 && at < bytes.Length; at++)
                bytes[at] = random.Next(12) == 0 ? bytes[at] : seed[at % seed.Length];
            queueLog.TryParse(bytes, out _);
            cel.TryParse(bytes, out _);
            cdr.TryParse(bytes, out _);
            QueueLogParser.GluedQueueStart(bytes);
        }
    }

    private static LineDefect Parse(string text, out QueueLogRecord record) => new QueueLogParser().TryParse(Encoding.UTF8.GetBytes(text), out record);
}
