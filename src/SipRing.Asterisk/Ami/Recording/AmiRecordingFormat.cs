using System.Globalization;
using System.Text;

namespace SipRing.Asterisk.Ami;

/// <summary>What a record of a recording stands for.</summary>
internal enum AmiRecordKind
{
    Opened = '+',
    Received = '<',
    Sent = '>',
    Closed = '-',
}

/// <summary>One record: when, what, and the bytes of the wire.</summary>
internal readonly record struct AmiRecord(DateTimeOffset At, AmiRecordKind Kind, byte[] Bytes);

/// <summary>The file format of <see cref="AmiRecorder"/>, which documents it.</summary>
internal static class AmiRecordingFormat
{
    public const string Title = "SipRing AMI recording 1";
    private const int LongestHead = 64;
    private const int LongestRecord = 64 * 1024 * 1024;

    public static byte[] Head(in AmiRecord record) =>
        Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{record.At.UtcDateTime:O} {(char)record.Kind} {record.Bytes.Length}\n"));

    /// <exception cref="InvalidDataException">The file is not such a recording, or damaged other than by a missing end.</exception>
    public static IEnumerable<AmiRecord> Read(Stream stream)
    {
        if (ReadLine(stream) != Title)
            throw new InvalidDataException($"The file does not begin with '{Title}'.");
        while (ReadLine(stream) is { } head)
        {
            var parts = head.Split(' ');
            if (parts.Length != 3 || parts[1].Length != 1 || !"+<>-".Contains(parts[1][0], StringComparison.Ordinal)
                || !DateTimeOffset.TryParse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
                || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > LongestRecord)
                throw new InvalidDataException($"Not the head of a record: '{head}'.");

            var bytes = new byte[length];

            // A recording that was cut off (the machine lost power) ends with its last whole record.
            if (stream.ReadAtLeast(bytes, length, throwOnEndOfStream: false) < length || stream.ReadByte() < 0)
                yield break;
            yield return new AmiRecord(at, (AmiRecordKind)parts[1][0], bytes);
        }
    }

    private static string? ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        while (line.Length <= LongestHead)
        {
            switch (stream.ReadByte())
            {
                case -1:
                    return null;
                case '\n':
                    return line.ToString();
                case var value:
                    line.Append((char)value);
                    break;
            }
        }

        throw new InvalidDataException("The head of a record is too long.");
    }
}
