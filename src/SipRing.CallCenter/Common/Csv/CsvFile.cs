using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace SipRing.CallCenter.Common.Csv;

/// <summary>Reads csv files as people have them: the encoding and the delimiter are found, not asked for.</summary>
public static class CsvFile
{
    public const int LongestBytes = 10 * 1024 * 1024;
    public const int MostLines = 100_000;
    private static readonly Encoding s_utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
    private static readonly Encoding s_windows = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    public static Result<CsvTable> Read(byte[] content)
    {
        if (content.Length > LongestBytes)
            return new Refusal("csv-too-large", $"The file is larger than {LongestBytes / 1024 / 1024} MB; split it.", "file", RefusalKind.Invalid, LongestBytes / 1024 / 1024);
        var (text, encoding) = Decode(content);
        if (text.Contains('\0', StringComparison.Ordinal))
            return new Refusal("csv-not-text", "This is no text file; save the table as csv.", "file");
        var delimiter = CsvDelimiter.Find(text);
        return Parse(text, new(delimiter, encoding));
    }

    // What is valid UTF-8 and holds anything beyond ASCII is UTF-8: no Russian text in Windows-1251 is that by chance.
    private static (string Text, string Encoding) Decode(byte[] content)
    {
        if (content.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return (Encoding.Unicode.GetString(content.AsSpan(2)), "UTF-16");
        try
        {
            var text = s_utf8.GetString(content.AsSpan().StartsWith("\uFEFF"u8) ? content.AsSpan(3) : content);
            return (text, "UTF-8");
        }
        catch (DecoderFallbackException)
        {
            return (s_windows.GetString(content), "Windows-1251");
        }
    }

    private static Result<CsvTable> Parse(string text, CsvFormat format)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = format.Delimiter.ToString(), HasHeaderRecord = false, IgnoreBlankLines = true, DetectColumnCountChanges = false, BadDataFound = null,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        IReadOnlyList<string>? header = null;
        var lines = new List<CsvLine>();
        // Where a record begins, also where quoted cells have line breaks.
        for (var begins = parser.RawRow; parser.Read(); begins = parser.RawRow)
        {
            var cells = parser.Record!;
            if (cells.All(string.IsNullOrWhiteSpace) || (header is null && IsMark(parser)))
                continue;
            if (header is null)
                header = [.. cells.Select(c => c.Trim())];
            else if (lines.Count == MostLines)
                return new Refusal("csv-too-long", $"The file has more than {MostLines} lines; split it.", "file", RefusalKind.Invalid, MostLines);
            else
                lines.Add(new(LineOf(parser, begins), cells));
        }

        return header is null ? new Refusal("csv-empty", "The file is empty; its first line names the columns.", "file") : new CsvTable(format, header, lines);
    }

    private static bool IsMark(CsvParser parser) => parser.RawRecord.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    // Blank lines before a record belong to nothing: the record's own text tells how many lines it takes.
    private static int LineOf(CsvParser parser, int begins) =>
        Math.Max(begins + 1, parser.RawRow - parser.RawRecord.TrimEnd('\r', '\n').Count(c => c == '\n'));
}
