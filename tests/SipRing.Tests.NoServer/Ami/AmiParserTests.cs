using System.Buffers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SipRing.Asterisk.Ami;
using Xunit;

namespace SipRing.Tests.NoServer.Ami;

public sealed class AmiParserTests
{
    private const string Stream =
        "Response: Success\r\nActionID: 1\r\nMessage: Authentication accepted\r\n\r\n"
        + "Event: FullyBooted\r\nPrivilege: system,all\r\nStatus: Fully Booted\r\n\r\n"
        + "Event: UserEvent\nИмя: Значение: с двоеточием\nEmpty: \nNone:\n no colon here\nVariable: a\nVariable: b\n\n\r\n"
        + "Response: Follows\r\nPrivilege: Command\r\nActionID: 2\r\nfirst: line\n\nPrivilege: of output\nlast--END COMMAND--\r\n\r\n"
        + "Response: Success\r\nActionID: 3\r\nOutput: one\r\nOutput: \r\nOutput:  two\r\n\r\n"
        + "Event: Hangup\r\nCause: 16\r\n\r\n";

    [Fact]
    public void Read_KnownStream_EveryMessageAsItIs()
    {
        var messages = Parse(Encoding.UTF8.GetBytes(Stream), []);

        Assert.Equal(6, messages.Count);
        Assert.Equal("Authentication accepted", messages[0]["message"]);
        Assert.Equal("FullyBooted", messages[1].Event);
        Assert.Equal(
            [new("Event", "UserEvent"), new("Имя", "Значение: с двоеточием"), new("Empty", ""), new("None", ""), new("", " no colon here"),
                new("Variable", "a"), new("Variable", "b")],
            messages[2].Headers);
        Assert.Equal(["a", "b"], messages[2].All("variable"));
        Assert.Equal("2", messages[3].ActionId);
        Assert.Equal(["first: line", "", "Privilege: of output", "last"], messages[3].All("Output"));
        Assert.Equal(["one", "", " two"], messages[4].All("Output"));
        Assert.Equal("16", messages[5]["Cause"]);
    }

    [Fact]
    public void Read_AnyChunking_ParsesAlike()
    {
        var bytes = Encoding.UTF8.GetBytes(Stream);
        var whole = Parse(bytes, []);
        Prop.ForAll(
            Gen.Choose(0, 40).ListOf().ToArbitrary(),
            chunks => Same(whole, Parse(bytes, [.. chunks])) && Same(whole, ParseSegmented(bytes, [.. chunks]))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_RandomBytes_NeverFailsButByLimit()
    {
        var limits = new AmiLimits { LineBytes = 256, Headers = 16, MessageBytes = 1024 };
        Prop.ForAll(
            Gen.Elements(0, 10, 10, 13, 13, 32, 58, 58, 65, 195, 255, 69, 118).Select(b => (byte)b).ListOf(2000).ToArbitrary(),
            Gen.Choose(1, 300).ListOf().ToArbitrary(),
            (bytes, chunks) =>
            {
                try
                {
                    return Same(Parse([.. bytes], [], limits), Parse([.. bytes], [.. chunks], limits));
                }
                catch (AmiProtocolException)
                {
                    return true;
                }
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Read_HeadersWrittenBackAndParsed_AreTheSame()
    {
        var name = Gen.Elements("Channel", "Queue", "Variable", "CallerIDName", "X");
        var value = Gen.Elements("a", "я", ":", " ", "\t", "\"", "😀", "-").ListOf().Select(string.Concat);
        Prop.ForAll(
            name.SelectMany(n => value.Select(v => new KeyValuePair<string, string>(n, v))).ListOf().ToArbitrary(),
            headers =>
            {
                List<KeyValuePair<string, string>> all = [new("Event", "E"), .. headers];
                var wire = string.Concat(all.Select(h => $"{h.Key}: {h.Value}\r\n")) + "\r\n";
                return Parse(Encoding.UTF8.GetBytes(wire), []).Single().Headers.SequenceEqual(all);
            }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("Event: 0123456789012345678901234567890123456789", "line")]
    [InlineData("A: 1\nA: 1\nA: 1\nA: 1\nA: 1\n", "headers")]
    [InlineData("A: 01234567890123456789\nB: 01234567890123456789\nC: 01234567890123456789\n", "message")]
    public void Read_MoreThanALimit_IsATypedError(string sent, string what)
    {
        var limits = new AmiLimits { LineBytes = 32, Headers = 4, MessageBytes = 64 };
        foreach (var size in new[] { 1, 7, 1000 })
        {
            var error = Assert.Throws<AmiProtocolException>(
                () => Parse(Encoding.UTF8.GetBytes(sent), [.. Enumerable.Repeat(size, sent.Length)], limits));
            Assert.Contains(what, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_NotUtf8_IsReplaced() =>
        Assert.Equal("a\ufffdb", Parse([.. "Event: a"u8, 0xff, .. "b\r\n\r\n"u8], []).Single().Event);

    // Bytes come in chunks, and what is left over is kept, as a pipe does.
    private static List<AmiMessage> Parse(byte[] bytes, int[] chunks, AmiLimits? limits = null)
    {
        var parser = new AmiParser(limits);
        var messages = new List<AmiMessage>();
        var (start, end) = (0, 0);
        for (var i = 0; end < bytes.Length; i++)
        {
            end = i < chunks.Length ? Math.Min(end + chunks[i], bytes.Length) : bytes.Length;
            var buffer = new ReadOnlySequence<byte>(bytes, start, end - start);
            while (parser.Read(ref buffer) is { } message)
                messages.Add(message);
            start = end - (int)buffer.Length;
        }

        return messages;
    }

    // All bytes at once, but in many segments.
    private static List<AmiMessage> ParseSegmented(byte[] bytes, int[] chunks)
    {
        Segment? first = null, last = null;
        var at = 0;
        for (var i = 0; at < bytes.Length; i++)
        {
            var length = i < chunks.Length ? Math.Min(chunks[i], bytes.Length - at) : bytes.Length - at;
            last = new Segment(bytes.AsMemory(at, length), last);
            first ??= last;
            at += length;
        }

        var parser = new AmiParser();
        var buffer = new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
        var messages = new List<AmiMessage>();
        while (parser.Read(ref buffer) is { } message)
            messages.Add(message);
        return messages;
    }

    private static bool Same(List<AmiMessage> one, List<AmiMessage> other) =>
        one.Count == other.Count && one.Zip(other).All(pair => pair.First.Headers.SequenceEqual(pair.Second.Headers));

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null)
                return;
            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
