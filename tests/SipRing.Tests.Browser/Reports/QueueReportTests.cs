using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Ledger;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Reports;

/// <summary>R1, R3, R4, R5: rows, totals and filters, against what the ledger holds.</summary>
public sealed class QueueReportTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private IEnumerable<QueueCall> Today => browser.App.Calls.All.Where(call => call.Id >= DemoCalls.FirstIdOfToday);

    [Fact]
    public async Task Answered_Today_NewestFirstWithEveryColumn()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        var newest = Today.Where(call => call.Outcome == QueueCallOutcome.Answered).MaxBy(call => call.EnteredAt)!;
        var cells = Rows(visit).First.GetByRole(AriaRole.Gridcell);
        await Expect(cells.Nth(0)).ToHaveTextAsync(newest.Queue);
        await Expect(cells.Nth(1)).ToHaveTextAsync(newest.QueueName);
        await Expect(cells.Nth(2)).ToHaveTextAsync(newest.Extension!);
        await Expect(cells.Nth(3)).ToHaveTextAsync(newest.AgentName!);
        await Expect(cells.Nth(4)).ToHaveTextAsync(Moment(newest));
        await Expect(cells.Nth(6)).ToHaveTextAsync(Minutes(newest.WaitSeconds));
        await Expect(cells.Nth(7)).ToHaveTextAsync(Minutes(newest.TalkSeconds!.Value));
        await Expect(cells.Nth(8)).ToHaveTextAsync(newest.Position.ToString(CultureInfo.InvariantCulture));
        await Expect(visit.Link("Принятые 600")).ToHaveAttributeAsync("aria-current", "page");
        await Expect(Rows(visit).Filter(new() { HasText = "Перевод → 45" }).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Totals_Today_EqualTheLedger()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        var totals = visit.Page.GetByRole(AriaRole.Complementary, new() { Name = "Итоги" });
        var talk = Today.Where(call => call.Outcome == QueueCallOutcome.Answered).Sum(call => call.TalkSeconds!.Value);
        await Expect(totals).ToContainTextAsync($"Потеряно{DemoCalls.LostADay}");
        await Expect(totals).ToContainTextAsync("Всего660");
        await Expect(totals).ToContainTextAsync($"Самая длинная очередь{Today.Max(call => call.Position)}");
        await Expect(totals).ToContainTextAsync(string.Create(CultureInfo.InvariantCulture, $"{talk / 3600}:{talk / 60 % 60:00}:{talk % 60:00}"));
        await Expect(totals.GetByRole(AriaRole.Img)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Lost_Today_SaysWhyEachWasLost()
    {
        await using var visit = await browser.OpenAsync("/reports/queues", new() { Height = 2400 });
        await visit.Link("Потерянные 60").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("outcome=lost$"));
        await Expect(Rows(visit)).ToHaveCountAsync(DemoCalls.LostADay);
        foreach (var status in (string[])["Абонент положил трубку", "Истекло время ожидания", "Нет операторов", "Очередь переполнена", "Вышел по клавише", "Перезапуск АТС"])
        {
            await Expect(Rows(visit).Filter(new() { HasText = status })).ToHaveCountAsync(10);
        }
    }

    [Fact]
    public async Task Filter_QueueAndOperatorTicked_AddressAndRowsFollow()
    {
        await using var visit = await browser.OpenAsync("/reports/queues");
        await Expect(visit.Link("Принятые 600")).ToBeVisibleAsync();
        await visit.Button("Очереди: все").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "451 Поддержка", Exact = true }).CheckAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("queue=451$"));
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Button("Оператор: все").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = DemoFloor.Name(3), Exact = true }).CheckAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("queue=451&agent=4$"));
        var expected = Today.Count(call => call is { Queue: "451", AgentId: 4 });
        Assert.True(expected > 0);
        await Expect(visit.Link($"Принятые {expected}")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Link("Сбросить").ClickAsync();
        await Expect(visit.Link("Принятые 600")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filter_InTheAddress_IsShownAndApplied()
    {
        var caller = Today.First(call => call.Outcome == QueueCallOutcome.Answered).Caller[^7..];
        var expected = browser.App.Calls.All.Count(call => call.Caller.Contains(caller, StringComparison.Ordinal) && call.Outcome == QueueCallOutcome.Answered);
        await using var visit = await browser.OpenAsync($"/reports/queues?period=week&caller={caller}&sort=asc");
        await Expect(visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Абонент" })).ToHaveValueAsync(caller);
        await Expect(visit.Link("Неделя")).ToHaveAttributeAsync("aria-current", "true");
        await Expect(Rows(visit)).ToHaveCountAsync(expected);
        await Expect(visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Дата" })).ToHaveAttributeAsync("aria-sort", "ascending");
    }

    [Fact]
    public async Task Filter_PeriodByHand_TakesDateAndTimeOfTheCallCentre()
    {
        await using var visit = await browser.OpenAsync("/reports/queues?period=yesterday");
        await Expect(visit.Link("Принятые 600")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Период") }).ClickAsync();
        await visit.Page.GetByLabel("до", new() { Exact = true }).FillAsync("12:00");
        await visit.Button("Показать").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex(@"from=\d{4}-\d\d-\d\dT00%3A00&to=\d{4}-\d\d-\d\dT12%3A00$"));
        await Expect(visit.Link("Принятые 300")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Filter_NothingMatches_SaysWhatToDo()
    {
        await using var visit = await browser.OpenAsync("/reports/queues?caller=no-such-number");
        await Expect(visit.Page.GetByText("По этому фильтру принятых звонков нет")).ToBeVisibleAsync();
        await visit.Link("Показать 30 дней").ClickAsync();
        await Expect(visit.Link("Принятые 1 200")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Rows_ScrolledToTheEnd_AllComeIn()
    {
        await using var visit = await browser.OpenAsync("/reports/queues?sort=asc");
        await Expect(Rows(visit).First).ToBeVisibleAsync();
        var last = Today.Where(call => call.Outcome == QueueCallOutcome.Answered).MaxBy(call => call.EnteredAt)!;
        await visit.Page.EvaluateAsync("() => { setInterval(() => { const rows = document.querySelector('[data-rows]'); rows.scrollTop = rows.scrollHeight; }, 100); }");
        await Expect(Rows(visit).Filter(new() { HasText = Moment(last) }).Last).ToBeVisibleAsync();
        await Expect(visit.Button("Показать ещё")).ToHaveCountAsync(0);
    }

    private static ILocator Rows(Visit visit) => visit.Page.GetByRole(AriaRole.Grid).Locator("tbody tr[aria-selected]");

    private static string Moment(QueueCall call) => call.EnteredAt.ToString("dd.MM.yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Minutes(int seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60}:{seconds % 60:00}");
}
