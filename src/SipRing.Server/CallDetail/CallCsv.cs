using System.Globalization;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Resources;
using SipRing.Server.Shared;

namespace SipRing.Server.CallDetail;

/// <summary>Calls as a spreadsheet opens them: heads and words in the reader's language, times of the call centre.</summary>
public sealed class CallCsv(IStringLocalizer<Texts> texts, CallCentreTime time, ICallerNames names)
{
    private static readonly string[] s_heads =
        ["col.date", "calls.direction", "calls.from", "calls.from-name", "calls.to", "calls.to-name", "calls.trunk", "col.queue", "calls.extensions", "col.wait", "col.talk", "calls.result", "calls.transfers"];

    public async Task WriteAsync(Stream stream, IAsyncEnumerable<PhoneCall> calls, string language, CancellationToken cancellationToken)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language == "ru" ? "ru-RU" : "en-US");
        await using var csv = new CsvWriting(stream, CsvShape.ForExcel(language));
        await csv.WriteAsync(s_heads.Select(head => texts[head].Value), cancellationToken);
        await foreach (var call in calls.WithCancellation(cancellationToken))
            await csv.WriteAsync(Row(call), cancellationToken);
    }

    // Dates as every spreadsheet reads them, whatever its country.
    private string[] Row(PhoneCall call) =>
    [
        time.ToLocal(call.StartedAt).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        texts[PhoneCallWords.Direction(call.Direction)],
        call.From,
        names.Find(call.From)?.Text ?? "",
        call.To,
        names.Find(call.To)?.Text ?? "",
        call.Trunk,
        call.Queue,
        string.Join(' ', call.Extensions),
        call.WaitSeconds.ToString(CultureInfo.InvariantCulture),
        call.TalkSeconds.ToString(CultureInfo.InvariantCulture),
        texts[PhoneCallWords.Result(call.Result)],
        string.Join(", ", call.Transfers.Select(t => $"{t.By} → {t.To}")),
    ];
}
