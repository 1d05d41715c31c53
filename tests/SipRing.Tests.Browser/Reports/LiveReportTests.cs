using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Ledger;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Reports;

/// <summary>A report that includes now stays true while it is open, and nothing in it moves by itself.</summary>
public sealed class LiveReportTests : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    private readonly BrowserFixture _browser;
    private readonly IReadOnlyList<QueueCall> _all;

    public LiveReportTests(BrowserFixture browser) => (_browser, _all) = (browser, browser.App.Calls.All);

    [Fact]
    public async Task Today_CallsEnded_SumsFollowAndRowsComeWhenAsked()
    {
        await using var visit = await _browser.OpenAsync("/reports/queues");
        var rows = visit.Page.Locator("tbody tr[aria-selected]");
        await rows.Nth(2).ClickAsync();
        var chosen = await visit.Page.Locator("tbody tr[aria-selected=true]").InnerTextAsync();
        var first = await rows.First.InnerTextAsync();

        Ended(3);
        await Expect(visit.Link("Принятые 603")).ToBeVisibleAsync();
        await Expect(rows.First).ToHaveTextAsync(first, new() { UseInnerText = true });
        await visit.Button("Новых звонков: 3 · показать").ClickAsync();
        await Expect(rows.First).Not.ToHaveTextAsync(first, new() { UseInnerText = true });
        await Expect(rows.First).ToContainTextAsync("0:33");
        await Expect(visit.Page.Locator("tbody tr[aria-selected=true]")).ToHaveTextAsync(chosen, new() { UseInnerText = true });
        await Expect(visit.Page.Locator(".news")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Today_FirstCallOfTheDay_IsShownAtOnce()
    {
        _browser.App.Calls.All = [];
        await using var visit = await _browser.OpenAsync("/reports/queues");
        await Expect(visit.Page.GetByText("Сегодня принятых звонков")).ToBeVisibleAsync();

        _browser.App.Calls.All = [_all.Last(call => call.Outcome == QueueCallOutcome.Answered) with { EnteredAt = TimeProvider.System.GetUtcNow() }];

        await Expect(visit.Page.Locator("tbody tr[aria-selected]")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Ledger_Away_SaysSoKeepsTheRowsAndMendsItself()
    {
        await using var visit = await _browser.OpenAsync("/reports/queues");
        var rows = visit.Page.Locator("tbody tr[aria-selected]");
        await Expect(rows.First).ToBeVisibleAsync();
        _browser.App.Calls.Away = true;
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("отчёты не читаются");
        await Expect(rows.First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".report")).ToHaveClassAsync(new Regex("stale-data"));
        _browser.App.Calls.Away = false;
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".report")).Not.ToHaveClassAsync(new Regex("stale-data"));
    }

    [Fact]
    public async Task Address_NotUnderstood_IsSaid()
    {
        await using var visit = await _browser.OpenAsync("/reports/queues?from=rubbish&agent=x&outcome=lost");
        var notice = visit.Page.Locator(".notice");
        await Expect(notice).ToContainTextAsync("from=rubbish, agent=x");
        await Expect(visit.Link("Потерянные 60")).ToHaveAttributeAsync("aria-current", "page");
        await visit.Link("Убрать").ClickAsync();
        await Expect(notice).ToHaveCountAsync(0);
        await Expect(visit.Page).ToHaveURLAsync(new Regex(@"/reports/queues\?outcome=lost$"));
    }

    public ValueTask DisposeAsync()
    {
        _browser.App.Calls.Away = false;
        _browser.App.Calls.All = _all;
        return ValueTask.CompletedTask;
    }

    private void Ended(int count)
    {
        var pattern = _all.Last(call => call.Outcome == QueueCallOutcome.Answered);
        var now = TimeProvider.System.GetUtcNow();
        _browser.App.Calls.All =
        [
            .. _all, .. Enumerable.Range(0, count).Select(i => pattern with { Id = 90_000 + i, EnteredAt = now.ToOffset(pattern.EnteredAt.Offset), TalkSeconds = 33 }),
        ];
    }
}
