using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Ledger;

/// <summary>Panel and report say in plain words what they lack, and nothing while they lack nothing.</summary>
public sealed class LedgerNoticeTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    [Theory]
    [InlineData("/panel")]
    [InlineData("/reports/queues")]
    public async Task Notice_DatabaseAway_SaysSinceWhenAndGoesByItself(string path)
    {
        await using var visit = await browser.OpenAsync(path);
        var notice = visit.Page.Locator(".notice");
        await Expect(visit.Page.Locator("tbody tr td").First).ToBeVisibleAsync();
        await Expect(notice).ToHaveCountAsync(0);
        browser.App.Health.Current = FakeLedgerHealth.Well with { Error = "connection refused", ErrorSince = TimeProvider.System.GetUtcNow() };
        await Expect(notice).ToContainTextAsync("база данных не отвечает");
        await Expect(notice).ToContainTextAsync("./sipring doctor");
        browser.App.Health.Current = FakeLedgerHealth.Well;
        await Expect(notice).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Notice_LogsUnread_SaysHowLateAndHowMuch()
    {
        var now = TimeProvider.System.GetUtcNow();
        browser.App.Health.Current = FakeLedgerHealth.Well with
        {
            Logs = [new(LogKind.QueueLog, "queue_log", new(2026, 11, 23, 11, 30, 12, TimeSpan.Zero), 3 << 20, now.AddMinutes(-1), 0)],
        };
        await using var visit = await browser.OpenAsync("/panel");
        await Expect(visit.Page.Locator(".notice")).ToContainTextAsync("показано по 23.11.2026 14:30:12, осталось прочесть 3,0 МБ");
    }

    [Fact]
    public async Task Notice_LogsUnreadForAMoment_SaysNothing()
    {
        browser.App.Health.Current = FakeLedgerHealth.Well with
        {
            Logs = [new(LogKind.QueueLog, "queue_log", null, 4096, TimeProvider.System.GetUtcNow().AddMinutes(1), 0)],
        };
        await using var visit = await browser.OpenAsync("/panel");
        await Expect(visit.Region("Очереди").Locator("tbody tr").First).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".notice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Notice_LinesNotUnderstood_AreCountedUntilSeenAndAgainWhenMoreCome()
    {
        browser.App.Health.Current = WithLeftovers(2);
        await using var visit = await browser.OpenAsync("/panel");
        var notice = visit.Page.Locator(".notice");
        await Expect(notice).ToContainTextAsync("не вошедшие в отчёты: 5 (повреждены 2, незнакомы этой версии 3)");
        await visit.Button("Понятно").ClickAsync();
        await Expect(notice).ToHaveCountAsync(0);
        await visit.GoLiveAsync("/reports/queues");
        await Expect(visit.Page.Locator("tbody tr[aria-selected]").First).ToBeVisibleAsync();
        await Expect(notice).ToHaveCountAsync(0);
        browser.App.Health.Current = WithLeftovers(4);
        await Expect(notice).ToContainTextAsync("7 (повреждены 4");
    }

    public ValueTask DisposeAsync()
    {
        browser.App.Health.Current = FakeLedgerHealth.Well;
        return ValueTask.CompletedTask;
    }

    private static LedgerHealth WithLeftovers(long broken) =>
        FakeLedgerHealth.Well with { Leftovers = new(100, broken, new Dictionary<string, long> { ["NEWEVENT"] = 3 }) };
}
