using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>The queues report as Chromium shows it to the administrator, in Russian, row by row.</summary>
internal sealed partial class ReportPage : IAsyncDisposable
{
    private const string Password = "copper window river";

    /// <summary>So high that the table draws all of its rows at once.</summary>
    private const int Height = 6000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly IPage _page;

    private ReportPage(IPlaywright playwright, IBrowser browser, IPage page) => (_playwright, _browser, _page) = (playwright, browser, page);

    public static async Task<ReportPage> OpenAsync(SipRingProcess server)
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await Chromium.LaunchAsync(playwright);
        var context = await browser.NewContextAsync(new() { BaseURL = server.Address.ToString(), Locale = "ru-RU", ViewportSize = new() { Width = 1440, Height = Height } });
        context.SetDefaultTimeout(Chromium.LimitMilliseconds);
        var page = new ReportPage(playwright, browser, await context.NewPageAsync());
        await page.SignInAsync(OneTimePassword().Matches(server.Output).Last().Groups[1].Value);
        return page;
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
        await _page.GotoAsync("/reports/queues?period=week" + (isLost ? "&outcome=lost" : ""));
        await _page.Locator("html[data-connected=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

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

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

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

    private async Task SignInAsync(string oneTime)
    {
        await _page.GotoAsync("/login");
        await _page.Locator("#name").FillAsync("admin");
        await _page.Locator("#password").FillAsync(oneTime);
        await _page.Locator("button[type=submit]").ClickAsync();
        await _page.GetByLabel("Текущий пароль").FillAsync(oneTime);
        await _page.GetByRole(AriaRole.Textbox, new() { Name = "Новый пароль", Exact = true }).FillAsync(Password);
        await _page.GetByLabel("Новый пароль ещё раз").FillAsync(Password);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Сохранить", Exact = true }).ClickAsync();
        await _page.GetByRole(AriaRole.Region, new() { Name = "Очереди", Exact = true }).WaitForAsync();
    }

    [GeneratedRegex(@"one-time password\s+(\S+)")]
    private static partial Regex OneTimePassword();
}
