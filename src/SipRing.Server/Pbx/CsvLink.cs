using System.Globalization;
using SipRing.CallCenter.Common.Csv;

namespace SipRing.Server.Pbx;

/// <summary>A csv file inside the address of a link: what a page knows only while it is open can be kept so, and lies nowhere on the server.</summary>
internal static class CsvLink
{
    public static async Task<string> OfAsync(IEnumerable<string> heads, IEnumerable<IEnumerable<string>> rows)
    {
        using var content = new MemoryStream();
        await WriteAsync(content, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName, heads, rows, CancellationToken.None);
        return "data:text/csv;charset=utf-8;base64," + Convert.ToBase64String(content.ToArray());
    }

    public static async Task WriteAsync(Stream stream, string language, IEnumerable<string> heads, IEnumerable<IEnumerable<string>> rows, CancellationToken cancellationToken)
    {
        await using var csv = new CsvWriting(stream, CsvShape.ForExcel(language));
        await csv.WriteAsync(heads, cancellationToken);
        foreach (var row in rows)
            await csv.WriteAsync(row, cancellationToken);
    }
}
