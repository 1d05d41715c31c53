using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.CallCenter.Contacts.Import;

/// <summary>The beginning of a file, for a person to see how it is read and to say what its columns are.</summary>
/// <param name="Heads">Of the first row, or numbers where it is none of heads.</param>
/// <param name="Sample">The rows after it, a few.</param>
public sealed record ContactFile(ImportPlan Plan, IReadOnlyList<string> Heads, IReadOnlyList<CsvRow> Sample)
{
    public const int SampleRows = 12;
    public const int MostColumns = 100;
    public const long MostBytes = 256L * 1024 * 1024;

    /// <param name="content">Seekable; left at its beginning.</param>
    /// <param name="shape">Null: found by itself.</param>
    /// <param name="hasHeads">Null: found by itself.</param>
    public static async Task<Result<ContactFile>> ReadAsync(
        Stream content, CsvShape? shape, bool? hasHeads, IReadOnlyDictionary<string, string> remembered, IReadOnlyList<OwnField> fields, CancellationToken cancellationToken)
    {
        if (content.Length > MostBytes)
            return new Refusal("import-large", $"The file has more than {MostBytes / 1024 / 1024} MB; split it.", "file", RefusalKind.Invalid, MostBytes / 1024 / 1024);
        content.Position = 0;
        var how = shape ?? await CsvShape.DetectAsync(content, cancellationToken);
        var rows = new List<CsvRow>();
        try
        {
            await foreach (var row in RowsAsync(content, how, cancellationToken))
            {
                rows.Add(row);
                if (rows.Count > SampleRows)
                    break;
            }
        }
        catch (CsvException e)
        {
            return NoCsv(e);
        }
        finally
        {
            content.Position = 0;
        }

        if (rows.Count == 0)
            return new Refusal("import-nothing", "The file has no rows.", "file");
        var width = rows.Max(r => r.Fields.Count);
        if (width > MostColumns)
            return new Refusal("import-wide", $"The file has {width} columns; at most {MostColumns} are read.", "file", RefusalKind.Invalid, width, MostColumns);
        var named = hasHeads ?? ContactHeads.AreHeads(rows[0].Fields, remembered, fields);
        List<string> heads = [.. Enumerable.Range(0, width).Select(i => named && rows[0][i].Length > 0 ? rows[0][i] : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))];
        List<string> columns = [.. heads.Select((h, i) => named && rows[0][i].Length > 0 ? ContactHeads.Guess(h, remembered, fields) : ContactColumn.Nothing)];
        if (named && rows.Count == 1)
            return new Refusal("import-empty", "The file has no rows below its headings.", "file");
        return new ContactFile(new(how, named, columns, DuplicateRule.Merge), heads, named ? rows[1..] : rows[..Math.Min(SampleRows, rows.Count)]);
    }

    /// <summary>The rows, without the line that Excel writes for itself.</summary>
    internal static async IAsyncEnumerable<CsvRow> RowsAsync(Stream content, CsvShape shape, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var first = true;
        await foreach (var row in CsvReading.ReadAsync(content, shape, cancellationToken))
        {
            if (!first || !row[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
                yield return row;
            first = false;
        }
    }

    internal static Refusal NoCsv(CsvException e) =>
        new("import-no-csv", $"A field near line {e.Line} does not end; is a quote missing there? Save the table as csv.", "file", RefusalKind.Invalid, e.Line);
}
