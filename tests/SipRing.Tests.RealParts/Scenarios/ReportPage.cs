using System.Globalization;
using Microsoft.Playwright;
using SipRing.Testing.Server;
using SipRing.Tests.RealParts.Pages;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>The queues report as Chromium shows it to the administrator, in Russian, row by row.</summary>
internal sealed class ReportPage : IAsyncDisposable
{
    /// <summary>So high that the table draws all of its rows at once.</summary>
    private const int Height = 6000;

    private readonly AdminBrowser _browser;
    private readonly IPage _page;

    private ReportPage(AdminBrowser browser, IPage page) => (_browser, _page) = (browser, page);

    public static async Task<ReportPage> OpenAsync(SipRingProcess server)
    {
        var browser = await AdminBrowser.OpenAsync(server);
        return new(browser, await browser.PageAsync(height: Height));
    }

    /// <summary>What the page must say of that call.</summary>
    public static string Row(Stage stage, ExpectedCall call)
    {
        var entered = TimeZoneInfo.ConvertTime(stage.Time.Second(call.EnteredAt), TimeZoneInfo.Local).ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);
        var queue = $"{call.Queue} {stage.Queues[call.Queue]}";
        return call.Agent is null
            ? $"{queue} {entered} {call.Caller.Number} {Minutes(call.Wait)} {Place(call)} {Lost(call.Outcome)}"
            : $"{queue} {call.Agent.Number} {call.Agent.AgentName} {entered} {call.Caller.Number} {Minutes(call.Wait)} {Minutes(call.Talk!.Value)} {Place(call)} {Ended(call)} ▶";
    }

    public async Task<IReadOnlyList<string>> RowsAsync(bool isLost)
    {
        await AdminBrowser.GoAsync(_page, "/reports/queues?period=week" + (isLost ? "&outcome=lost" : ""));

        // The tab says how many there are; the rows follow it.
        await _page.WaitForFunctionAsync(
            """
            () => {
              const count = document.querySelector('.tabs a[aria-current] b')?.textContent.trim();
              return /^\d+$/.test(count) && Number(count) === document.querySelectorAll('tbody tr[aria-selected]').length;
            }
            """);
        return await _page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('tbody tr[aria-selected]')].map(row => [...row.cells].map(cell => cell.textContent.trim()).join(' '))");
    }

    public ValueTask DisposeAsync() => _browser.DisposeAsync();

    private static string Minutes(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");

    /// <summary>Who was refused had no place.</summary>
    private static string Place(ExpectedCall call) => call.Position == 0 ? "–" : call.Position.ToString(CultureInfo.InvariantCulture);

    private static string Ended(ExpectedCall call) => call.EndedBy switch
    {
        "agent" => "Оператор",
        "caller" => "Абонент",
        _ => call.TransferredTo is null ? "Перевод" : $"Перевод → {call.TransferredTo}",
    };

    private static string Lost(string outcome) => outcome switch
    {
        "abandoned" => "Абонент положил трубку",
        "timeout" => "Истекло время ожидания",
        "full" => "Очередь переполнена",
        _ => outcome,
    };
}
