using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SipRing.CallCenter.Common.Csv;

/// <summary>
/// Writes csv that a spreadsheet opens as what it is. A cell that begins like a formula gets an apostrophe before it: a contact
/// who calls himself <c>=cmd|…</c> must not run anything on the machine of whoever opens the export. Reading takes it off again.
/// </summary>
public sealed class CsvWriting : IAsyncDisposable
{
    private readonly StreamWriter _text;
    private readonly CsvWriter _csv;

    public CsvWriting(Stream stream, CsvShape shape)
    {
        _text = new(stream, shape.Encoding, bufferSize: 32 * 1024, leaveOpen: true);
        _csv = new(_text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = shape.Delimiter.ToString(), NewLine = "\r\n" }, leaveOpen: true);
    }

    /// <summary>Phone numbers are no formulas: a plus before digits stays as it is.</summary>
    public static bool IsFormula(string text) => text.Length > 0 && text[0] switch
    {
        '=' or '@' or '\t' or '\r' => true,
        '+' or '-' => text.Length == 1 || !text.AsSpan(1).TrimStart("+").ContainsOnlyNumber(),
        _ => false,
    };

    public static string Safe(string? text) => text is not null && (IsFormula(text) || (text.Length > 1 && text[0] == '\'' && IsFormula(text[1..]))) ? "'" + text : text ?? "";

    public async Task WriteAsync(IEnumerable<string?> fields, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var field in fields)
            _csv.WriteField(Safe(field));
        await _csv.NextRecordAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _csv.FlushAsync();
        await _csv.DisposeAsync();
        await _text.DisposeAsync();
    }
}

internal static class NumberSpan
{
    /// <summary>Digits with what stands between them in numbers; nothing that a formula could call.</summary>
    public static bool ContainsOnlyNumber(this ReadOnlySpan<char> text) => text.Length > 0 && text.IndexOfAnyExcept(" 0123456789.,()") < 0 && text.IndexOfAnyInRange('0', '9') >= 0;
}
