using System.Buffers;

namespace SipRing.Asterisk.Ami;

/// <summary>
/// Cuts a stream of bytes into messages. Works line by line and keeps the lines of an unfinished message, so no byte is looked at
/// twice however the stream is chunked. One parser per connection; not for use by several threads.
/// </summary>
/// <remarks>
/// A header is <c>Name: value</c>, ended by CR LF (a lone LF is taken too), a message ends with an empty line. A line without a
/// colon is kept as a header with an empty name. The output of <c>Command</c> comes as <c>Output</c> headers; the older form
/// (<c>Response: Follows</c>, raw lines, <c>--END COMMAND--</c>) is turned into the same.
/// </remarks>
public sealed class AmiParser
{
    private readonly AmiLimits _limits;
    private readonly AmiTextCache _texts = new();
    private KeyValuePair<string, string>[] _headers = new KeyValuePair<string, string>[64];
    private byte[] _joined = new byte[1024];
    private int _count;
    private int _messageBytes;
    private int _scanned;
    private Follows _follows;

    /// <summary>A parser with the given limits, or the default ones.</summary>
    public AmiParser(AmiLimits? limits = null) => _limits = limits ?? new AmiLimits();

    private enum Follows
    {
        No,
        Headers,
        Output,
        Ended,
    }

    /// <summary>
    /// Takes the next message off the front of <paramref name="buffer"/>, which afterwards begins with what was not consumed. Null
    /// when more bytes are needed: call again with the rest and what followed it.
    /// </summary>
    /// <exception cref="AmiProtocolException">A limit was exceeded. The parser must not be used any further.</exception>
    public AmiMessage? Read(ref ReadOnlySequence<byte> buffer)
    {
        while (TryCutLine(ref buffer, out var line))
        {
            if (OnLine(line) is { } message)
                return message;
        }

        return null;
    }

    /// <summary>Takes one line, such as the banner, off the front of <paramref name="buffer"/>.</summary>
    /// <exception cref="AmiProtocolException">The line is too long.</exception>
    public string? ReadLine(ref ReadOnlySequence<byte> buffer) =>
        TryCutLine(ref buffer, out var line) ? System.Text.Encoding.UTF8.GetString(line.TrimEnd((byte)'\r')) : null;

    private bool TryCutLine(ref ReadOnlySequence<byte> buffer, out ReadOnlySpan<byte> line)
    {
        var first = buffer.FirstSpan;
        var at = _scanned <= first.Length ? first[_scanned..].IndexOf((byte)'\n') : -1;
        if (at >= 0)
        {
            line = first[..(_scanned + at)];
            buffer = buffer.Slice(line.Length + 1);
        }
        else if (buffer.IsSingleSegment || buffer.Slice(_scanned).PositionOf((byte)'\n') is not { } end)
        {
            if (buffer.Length > _limits.LineBytes)
                throw new AmiProtocolException($"A line is longer than {_limits.LineBytes} bytes.");
            _scanned = (int)buffer.Length;
            line = default;
            return false;
        }
        else
        {
            line = Join(buffer.Slice(0, end));
            buffer = buffer.Slice(buffer.GetPosition(1, end));
        }

        _scanned = 0;
        return line.Length <= _limits.LineBytes
            ? true
            : throw new AmiProtocolException($"A line is longer than {_limits.LineBytes} bytes.");
    }

    private ReadOnlySpan<byte> Join(ReadOnlySequence<byte> line)
    {
        if (line.Length > _limits.LineBytes)
            throw new AmiProtocolException($"A line is longer than {_limits.LineBytes} bytes.");
        if (line.Length > _joined.Length)
            _joined = new byte[(int)line.Length * 2];
        line.CopyTo(_joined);
        return _joined.AsSpan(0, (int)line.Length);
    }

    private AmiMessage? OnLine(ReadOnlySpan<byte> line)
    {
        _messageBytes += line.Length + 1;
        if (_messageBytes > _limits.MessageBytes)
            throw new AmiProtocolException($"A message is longer than {_limits.MessageBytes} bytes.");

        var returned = !line.IsEmpty && line[^1] == (byte)'\r';
        if (returned)
            line = line[..^1];

        if (_follows is Follows.Headers or Follows.Output && OnFollowingLine(line, returned))
            return null;
        if (line.IsEmpty)
            return Complete();

        var colon = line.IndexOf((byte)':');
        if (colon < 0)
        {
            Add("", _texts.Get(line));
            return null;
        }

        var value = line[(colon + 1)..];
        if (!value.IsEmpty && value[0] == (byte)' ')
            value = value[1..];
        Add(_texts.Get(line[..colon]), _texts.Get(value));
        if (_count == 1 && _headers[0] is { Key: "Response", Value: "Follows" })
            _follows = Follows.Headers;
        return null;
    }

    // True where the line was output (or the mark behind it); false where it is an ordinary header or the end.
    private bool OnFollowingLine(ReadOnlySpan<byte> line, bool returned)
    {
        if (line.EndsWith("--END COMMAND--"u8))
        {
            _follows = Follows.Ended;
            var rest = line[..^"--END COMMAND--".Length];
            if (!rest.IsEmpty)
                Add("Output", _texts.Get(rest));
            return true;
        }

        // Output ends its lines with LF alone, so an empty line with CR is the end of the message.
        if (line.IsEmpty && returned)
            return false;
        if (_follows == Follows.Headers && (IsHeader(line, "ActionID:"u8) || IsHeader(line, "Privilege:"u8) || IsHeader(line, "Message:"u8)))
            return false;
        if (IsHeader(line, "Output:"u8))
            return false;

        _follows = Follows.Output;
        Add("Output", _texts.Get(line));
        return true;
    }

    private static bool IsHeader(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name) => line.StartsWith(name);

    private void Add(string name, string value)
    {
        if (_count == _limits.Headers)
            throw new AmiProtocolException($"A message has more than {_limits.Headers} headers.");
        if (_count == _headers.Length)
            Array.Resize(ref _headers, _count * 2);
        _headers[_count++] = new(name, value);
    }

    private AmiMessage? Complete()
    {
        AmiMessage? message = null;
        if (_count > 0)
        {
            var headers = _headers.AsSpan(0, _count);
            message = new AmiMessage(headers.ToArray());
            headers.Clear();
        }

        if (_headers.Length > 1024)
            _headers = new KeyValuePair<string, string>[64];
        _count = 0;
        _messageBytes = 0;
        _follows = Follows.No;
        return message;
    }
}
