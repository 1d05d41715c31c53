namespace SipRing.CallCenter.Common.Csv;

/// <summary>A column of an imported table.</summary>
/// <param name="Field">The camelCase field that it fills; refusals name it.</param>
/// <param name="Names">What its heading may be, in any case: first the English one, which the export writes, then the Russian one, then others.</param>
public sealed record ImportColumn(string Field, params IReadOnlyList<string> Names);

/// <summary>A file that was read for an import: its rows by the columns that were recognised.</summary>
public sealed record ImportTable(CsvShape Shape, IReadOnlyList<string> Headings, IReadOnlyDictionary<string, int> Places, IReadOnlyList<CsvRow> Rows)
{
    public const int MostRows = 5000;
    public const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Headings that mean nothing here.</summary>
    public IReadOnlyList<string> Unknown => [.. Headings.Where((_, place) => !Places.Values.Contains(place))];

    /// <param name="content">Seekable, at its beginning.</param>
    /// <param name="columns">What it may have.</param>
    /// <param name="needed">The fields without which nothing can be imported.</param>
    public static async Task<Result<ImportTable>> ReadAsync(Stream content, IReadOnlyList<ImportColumn> columns, IReadOnlyList<string> needed, CancellationToken cancellationToken)
    {
        if (content.Length > MostBytes)
            return new Refusal("import-large", $"The file has more than {MostBytes / 1024 / 1024} MB; split it.", "file", RefusalKind.Invalid, MostBytes / 1024 / 1024);
        var shape = await CsvShape.DetectAsync(content, cancellationToken);
        var rows = new List<CsvRow>();
        try
        {
            await foreach (var row in CsvReading.ReadAsync(content, shape, cancellationToken))
            {
                if (rows.Count > MostRows)
                    return new Refusal("import-long", $"The file has more than {MostRows} rows; split it.", "file", RefusalKind.Invalid, MostRows);

                // A line that Excel writes for itself.
                if (rows.Count > 0 || !row[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase))
                    rows.Add(row);
            }
        }
        catch (CsvException e)
        {
            return new Refusal("import-no-csv", $"A field near line {e.Line} does not end; is a quote missing there? Save the table as csv.", "file", RefusalKind.Invalid, e.Line);
        }

        if (rows.Count < 2)
            return new Refusal("import-empty", "The file has no rows below its headings.", "file");
        var places = PlacesOf(rows[0].Fields, columns);
        var missing = needed.Where(field => !places.ContainsKey(field)).Select(field => columns.First(c => c.Field == field).Names[0]).ToList();
        return missing.Count == 0
            ? new ImportTable(shape, rows[0].Fields, places, rows[1..])
            : new Refusal("import-columns", $"The first line must name the columns; missing: {string.Join(", ", missing)}.", "file", RefusalKind.Invalid, string.Join(", ", missing));
    }

    /// <summary>The field of a row; null where the file has no such column.</summary>
    public string? Value(CsvRow row, string field) => Places.TryGetValue(field, out var place) ? row[place] : null;

    private static Dictionary<string, int> PlacesOf(IReadOnlyList<string> headings, IReadOnlyList<ImportColumn> columns)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < headings.Count; i++)
        {
            if (columns.FirstOrDefault(c => c.Names.Contains(headings[i], StringComparer.OrdinalIgnoreCase)) is { } column)
                places.TryAdd(column.Field, i);
        }

        return places;
    }
}

public enum ImportOutcome
{
    Added,
    Changed,
    Same,
    Refused,
}

/// <summary>What becomes of a row.</summary>
/// <param name="Title">What the row is about, for a person.</param>
/// <param name="Value">What stood in the refused field.</param>
public sealed record ImportLine(CsvRow Row, string Title, ImportOutcome Outcome, Refusal? Refusal = null, string? Value = null);
