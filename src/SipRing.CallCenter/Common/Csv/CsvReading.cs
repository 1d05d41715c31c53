using System.Globalization;
using System.Runtime.CompilerServices;
using CsvHelper;
using CsvHelper.Configuration;

namespace SipRing.CallCenter.Common.Csv;

/// <param name="Line">Its first line in the file, from 1, as an editor counts.</param>
/// <param name="Fields">Trimmed; control characters are blanks, except line feeds within a field.</param>
public sealed record CsvRow(int Line, IReadOnlyList<string> Fields)
{
    /// <summary>The field, or nothing where the row is shorter.</summary>
    public string this[int index] => index >= 0 && index < Fields.Count ? Fields[index] : "";
}

/// <summary>Reads csv row by row: a file of any length needs the memory of one row. Stray quotes are text.</summary>
public static class CsvReading
{
    public const int LongestField = 100_000;

    public static async IAsyncEnumerable<CsvRow> ReadAsync(Stream stream, CsvShape shape, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var text = new StreamReader(stream, shape.Encoding, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = shape.Delimiter.ToString(),
            BadDataFound = null,
            IgnoreBlankLines = true,
            DetectColumnCountChanges = false,
            MaxFieldSize = LongestField,
            Mode = CsvMode.RFC4180,
        });
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool any;
            try
            {
                any = await parser.ReadAsync();
            }
            catch (MaxFieldSizeException)
            {
                throw new CsvException(parser.RawRow, LongestField);
            }

            if (!any)
                yield break;
            var fields = parser.Record ?? [];
            if (!Array.TrueForAll(fields, string.IsNullOrWhiteSpace))
                yield return new(parser.RawRow - LinesIn(parser.RawRecord), [.. fields.Select(Clean)]);
        }
    }

    private static int LinesIn(string record) => Math.Max(0, record.AsSpan().TrimEnd("\r\n").Count('\n'));

    // A marker that our own export put before what Excel would take for a formula is taken off again.
    private static string Clean(string field)
    {
        var text = new string([.. field.Replace("\r\n", "\n", StringComparison.Ordinal).Select(c => char.IsControl(c) && c != '\n' ? ' ' : c)]).Trim();
        return text.Length > 1 && text[0] == '\'' && CsvWriting.IsFormula(text[1..]) ? text[1..] : text;
    }
}

/// <summary>No csv: a field is longer than fields are, mostly because a quote was never closed.</summary>
public sealed class CsvException(int line, int limit) : Exception($"A field near line {line} is longer than {limit} characters; is a quote missing there?")
{
    public int Line { get; } = line;
}
