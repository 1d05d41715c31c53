using System.Text;

namespace SipRing.CallCenter.Common.Csv;

/// <summary>How a csv file is written; spreadsheets do not say, so it is found from its beginning.</summary>
public sealed record CsvShape(Encoding Encoding, char Delimiter)
{
    private const int LookAt = 64 * 1024;
    private static readonly Encoding s_windows1251 = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    /// <summary>What Excel of that language opens by a double click: with a byte order mark, and its own delimiter.</summary>
    public static CsvShape ForExcel(string language) => new(new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), language == "ru" ? ';' : ',');

    /// <summary>One of those that are found by themselves, by its name; null for any other.</summary>
    public static Encoding? EncodingCalled(string? name) =>
        new[] { Encoding.UTF8, s_windows1251, Encoding.Unicode, Encoding.BigEndianUnicode }.FirstOrDefault(e => string.Equals(e.WebName, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Looks at the beginning of the stream and leaves it where it was.</summary>
    public static async Task<CsvShape> DetectAsync(Stream seekable, CancellationToken cancellationToken)
    {
        var at = seekable.Position;
        var head = new byte[LookAt];
        var read = await seekable.ReadAtLeastAsync(head, LookAt, throwOnEndOfStream: false, cancellationToken);
        seekable.Position = at;
        return Detect(head.AsSpan(0, read), whole: read < LookAt);
    }

    /// <param name="head">The first bytes of the file.</param>
    /// <param name="whole">There are no more: the last character cannot be cut.</param>
    public static CsvShape Detect(ReadOnlySpan<byte> head, bool whole)
    {
        var encoding = EncodingOf(head, whole);
        return new(encoding, CsvDelimiter.Find(encoding.GetString(head).TrimStart('\uFEFF')));
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> head, bool whole)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        // What is not UTF-8 from end to end was written by an Excel of its time.
        return System.Text.Unicode.Utf8.IsValid(whole ? head : WholeCharacters(head)) ? Encoding.UTF8 : s_windows1251;
    }

    private static ReadOnlySpan<byte> WholeCharacters(ReadOnlySpan<byte> head)
    {
        var end = head.Length;
        while (end > 0 && head.Length - end < 4 && (head[end - 1] & 0xC0) == 0x80)
            end--;
        return end > 0 && head[end - 1] >= 0xC0 ? head[..(end - 1)] : head;
    }
}
