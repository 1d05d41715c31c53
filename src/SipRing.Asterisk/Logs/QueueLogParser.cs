using System.Buffers.Text;
using System.Text;

namespace SipRing.Asterisk.Logs;

/// <summary>Why a line could not be used.</summary>
public enum LineDefect
{
    /// <summary>It could be used.</summary>
    None,

    /// <summary>It does not begin with a time, or has fewer than five fields.</summary>
    Malformed,

    /// <summary>It holds NUL bytes, as a file has after a power failure.</summary>
    NulBytes,

    /// <summary>It is longer than <see cref="QueueLogParser.LongestLine"/>.</summary>
    TooLong,

    /// <summary>Its beginning was cut by the end of Asterisk; another line was glued to it.</summary>
    CutOff,
}

/// <summary>
/// Splits lines of a queue_log file. Not thread-safe: it keeps the strings that repeat (queues, members) so that a line
/// costs few allocations. Invalid UTF-8 becomes U+FFFD; nothing that a file may hold makes it throw.
/// </summary>
public sealed class QueueLogParser
{
    /// <summary>Bytes; Asterisk itself cuts its lines at about a thousand.</summary>
    public const int LongestLine = 16 * 1024;

    private const int LeastFields = 4;
    private static readonly byte[] s_queueStart = "|NONE|NONE|NONE|QUEUESTART|"u8.ToArray();
    private readonly StringPool _pool = new();
    private string? _lastCallId;

    /// <summary>Splits one line without its line feed.</summary>
    public LineDefect TryParse(ReadOnlySpan<byte> line, out QueueLogRecord record)
    {
        record = default;
        if (line.StartsWith(LogText.ByteOrderMark))
            line = line[LogText.ByteOrderMark.Length..];
        if (line.Length > 0 && line[^1] == (byte)'\r')
            line = line[..^1];
        if (line.Length > LongestLine)
            return LineDefect.TooLong;
        if (line.Contains((byte)0))
            return LineDefect.NulBytes;
        if (!Utf8Parser.TryParse(line, out long epoch, out var used) || used < 9 || used > 11 || epoch < 0 || used == line.Length || line[used] != (byte)'|')
            return LineDefect.Malformed;

        Span<int> ends = stackalloc int[LeastFields];
        var at = used + 1;
        for (var field = 0; field < LeastFields; field++)
        {
            var length = line[at..].IndexOf((byte)'|');
            if (length < 0 && field < LeastFields - 1)
                return LineDefect.Malformed;
            ends[field] = length < 0 ? line.Length : at + length;
            at = Math.Min(ends[field] + 1, line.Length);
        }

        var name = line[(ends[2] + 1)..ends[3]];
        if (name.IsEmpty)
            return LineDefect.Malformed;
        var known = QueueLogEvents.Find(name, out var text);
        record = new(
            epoch * 1000,
            CallId(line[(used + 1)..ends[0]]),
            _pool.Get(line[(ends[0] + 1)..ends[1]]),
            _pool.Get(line[(ends[1] + 1)..ends[2]]),
            known,
            text,
            ends[3] == line.Length ? [] : Split(line[(ends[3] + 1)..]));
        return LineDefect.None;
    }

    /// <summary>
    /// Where a whole QUEUESTART line begins inside a line, or -1. An Asterisk that was killed may leave half a line without
    /// its line feed; the first line of the next start is glued to it.
    /// </summary>
    public static int GluedQueueStart(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf(s_queueStart);
        if (at < 10 || line[(at - 10)..at].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return -1;
        return at - 10;
    }

    // Consecutive lines mostly belong to the same call.
    private string CallId(ReadOnlySpan<byte> bytes)
    {
        if (_lastCallId is { } last && last.Length == bytes.Length && Ascii.Equals(bytes, last))
            return last;
        return _lastCallId = bytes.SequenceEqual("NONE"u8) ? QueueLogRecord.None : Encoding.UTF8.GetString(bytes);
    }

    private string[] Split(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
            return [];
        var fields = new string[data.Count((byte)'|') + 1];
        for (var i = 0; i < fields.Length; i++)
        {
            var length = data.IndexOf((byte)'|');
            var field = length < 0 ? data : data[..length];
            fields[i] = field.Length <= 4 ? _pool.Get(field) : LogText.Decode(field);
            data = length < 0 ? [] : data[(length + 1)..];
        }

        return fields;
    }
}
