using System.Globalization;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.Import;
using SipRing.Server.Resources;

namespace SipRing.Server.Contacts;

/// <summary>Contacts as csv: heads in the reader's language, which the import knows again.</summary>
public sealed class ContactCsv(IStringLocalizer<Texts> texts)
{
    public async Task WriteAsync(Stream stream, ExportContacts.Table table, string language, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == "ru" ? "ru-RU" : "en-US");
        List<string> heads = [.. table.Columns.Select(Head)];
        await using var csv = new CsvWriting(stream, CsvShape.ForExcel(language));
        await csv.WriteAsync(heads, cancellationToken);
        await foreach (var row in table.Rows.WithCancellation(cancellationToken))
            await csv.WriteAsync(row, cancellationToken);

        string Head(string column) => ContactWordKeys.OfColumn(column) is { } key ? texts[key] : table.Fields.First(f => ContactColumn.OfOwn(f.Id) == column).Name;
    }
}
