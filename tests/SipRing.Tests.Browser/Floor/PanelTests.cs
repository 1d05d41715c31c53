using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Floor;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Floor;

/// <summary>I4: every extension, queue and operator, live, without reload.</summary>
public sealed class PanelTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    private FakeFloor Floor => browser.App.Floor;

    [Fact]
    public async Task Panel_LargeFloor_ShowsEveryExtensionAndQueue()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await Expect(visit.Region("Номера").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(200);
        await Expect(visit.Region("Очереди").GetByRole(AriaRole.Row)).ToHaveCountAsync(51);
        await Expect(visit.Region("Операторы").GetByRole(AriaRole.Row)).ToHaveCountAsync(61);
        var support = QueueRow(visit, "Поддержка");
        await Expect(support).ToContainTextAsync("451");
        await Expect(support).ToContainTextAsync("78,4 %");
        await Expect(support.GetByRole(AriaRole.Img)).ToHaveAccessibleNameAsync("свободны 6, вызов 2, разговор 4, обработка 1, пауза 1");
    }

    [Fact]
    public async Task Panel_ExtensionStartsTalking_TileSaysWithWhomWithoutReload()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.EvaluateAsync("() => { window.loadedOnce = true; }");
        var tile = visit.Region("Номера").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "4402" });
        await Expect(tile).ToContainTextAsync("Свободен");
        Floor.ChangeExtension("4402", phone => phone with { State = ExtensionState.Talking, Peer = "+79001112233", Since = TimeProvider.System.GetUtcNow() });
        await Expect(tile).ToContainTextAsync("+79001112233");
        await Expect(tile).ToHaveAttributeAsync("title", "4402 · Ким Денис · Разговор · +7 900 111-22-33");
        Floor.ChangeExtension("4402", phone => phone with { State = ExtensionState.Unreachable, Peer = null });
        await Expect(tile).ToContainTextAsync("Недоступен");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.loadedOnce === true"));
    }

    [Fact]
    public async Task Panel_OneQueueChanges_NoOtherRowIsTouched()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.EvaluateAsync(
            """
            () => {
              window.touched = new Set();
              new MutationObserver(changes => changes.forEach(change => {
                const element = change.target.nodeType === 1 ? change.target : change.target.parentElement;
                if (!element.closest('time')) window.touched.add(element.closest('tr')?.cells[0].innerText ?? element.closest('.tile')?.innerText);
              })).observe(document.querySelector('.floor'), { subtree: true, childList: true, characterData: true, attributes: true });
            }
            """);
        Floor.Change("452", queue => queue with { AnsweredToday = 4321 });
        await Expect(QueueRow(visit, "Бухгалтерия")).ToContainTextAsync("4 321");
        Assert.Equal(["452"], await visit.Page.EvaluateAsync<string[]>("() => [...window.touched]"));
    }

    [Fact]
    public async Task Panel_CallerWaits_TimerTicksInTheBrowser()
    {
        await using var visit = await browser.OpenAsync("/panel?queue=453");
        var timer = visit.Region("453 Доставка: ждут 1").Locator("time");
        var before = await timer.InnerTextAsync();
        await Expect(timer).Not.ToHaveTextAsync(before);
        Floor.Change("453", queue => queue with { Waiting = [queue.Waiting[0] with { EnteredAt = TimeProvider.System.GetUtcNow().AddMinutes(-3) }] });
        await Expect(timer).ToHaveAttributeAsync("data-level", "bad");
        Floor.Change("453", queue => queue with { Waiting = [queue.Waiting[0] with { EnteredAt = TimeProvider.System.GetUtcNow() }] });
        await Expect(timer).ToHaveAttributeAsync("data-level", "");
    }

    [Fact]
    public async Task Panel_AsteriskIsGone_SaysSinceWhenAndMendsItself()
    {
        await using var visit = await browser.OpenAsync("/panel?queue=451");
        var bar = visit.Page.GetByRole(AriaRole.Banner);
        await Expect(bar).ToContainTextAsync("Asterisk на связи");
        Floor.Change(floor => floor with { Link = new(LinkState.Stale, TimeProvider.System.GetUtcNow().AddSeconds(-5), "connection refused") });
        await Expect(bar).ToContainTextAsync("Нет связи с Asterisk");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Данные на");
        await Expect(visit.Page.Locator("main")).ToHaveClassAsync("page stale-data");

        // Its age goes on; what is not known to go on stands still, once the second has passed in which the news came.
        var age = bar.Locator(".elapsed");
        var timer = visit.Page.Locator(".waiting time").First;
        await Expect(age).Not.ToHaveTextAsync(await age.InnerTextAsync());
        var frozen = await timer.InnerTextAsync();
        await Expect(age).Not.ToHaveTextAsync(await age.InnerTextAsync());
        Assert.Equal(frozen, await timer.InnerTextAsync());

        Floor.Change(floor => floor with { Link = new(LinkState.Live, TimeProvider.System.GetUtcNow(), null) });
        await Expect(bar).ToContainTextAsync("Asterisk на связи");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Panel_QueueChosen_ShowsItsCallersAndOperators()
    {
        await using var visit = await browser.OpenAsync("/panel");
        var operators = visit.Region("Операторы");
        await visit.Region("Очереди").GetByRole(AriaRole.Link, new() { Name = "Поддержка", Exact = true }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("queue=451$"));
        await Expect(visit.Region("451 Поддержка: ждут 7").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(7);
        await Expect(operators.GetByRole(AriaRole.Row)).ToHaveCountAsync(Floor.Current.Queues["451"].Members.Count + 1);
        await operators.GetByRole(AriaRole.Link, new() { Name = "Все очереди" }).ClickAsync();
        await Expect(operators.GetByRole(AriaRole.Row)).ToHaveCountAsync(61);
    }

    [Fact]
    public async Task Panel_LostOfAQueue_LeadsToItsLostCalls()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await QueueRow(visit, "Поддержка").GetByRole(AriaRole.Link, new() { Name = "31" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex(@"/reports/queues\?queue=451&outcome=lost$"));
        await Expect(visit.Page.GetByRole(AriaRole.Grid, new() { Name = "Потерянные" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Panel_SortedByState_RowsKeepTheirPlaceWhenStatesChange()
    {
        await using var visit = await browser.OpenAsync("/panel");
        var operators = visit.Region("Операторы");
        await operators.GetByRole(AriaRole.Button, new() { Name = "Состояние" }).ClickAsync();
        var firstRow = operators.GetByRole(AriaRole.Row).Nth(1);
        await Expect(firstRow).ToContainTextAsync("Вызов");
        var number = await firstRow.GetByRole(AriaRole.Cell).First.InnerTextAsync();
        Floor.Change(floor => floor with
        {
            Queues = floor.Queues.SetItems(floor.Queues.Values.Select(queue => KeyValuePair.Create(queue.Number, queue with
            {
                Members = [.. queue.Members.Select(member => member.Extension == number ? member with { State = MemberState.Paused, PauseReason = "Обед" } : member)],
            }))),
        });
        await Expect(firstRow).ToContainTextAsync("Обед");
        await Expect(firstRow).ToContainTextAsync(number);
    }

    [Fact]
    public async Task Panel_NothingThereYet_SaysTheNextStep()
    {
        Floor.Change(floor => new() { Version = floor.Version, At = floor.At, Link = floor.Link });
        await using var visit = await browser.OpenAsync("/panel");
        await Expect(visit.Region("Очереди")).ToContainTextAsync("PUT /api/v1/queues/450");
        await Expect(visit.Region("Операторы")).ToContainTextAsync("*45450");
        await Expect(visit.Region("Номера")).ToContainTextAsync("PUT /api/v1/extensions/501");
    }

    public ValueTask DisposeAsync()
    {
        Floor.Reset();
        return ValueTask.CompletedTask;
    }

    private static ILocator QueueRow(Visit visit, string name) =>
        visit.Region("Очереди").GetByRole(AriaRole.Row).Filter(new() { HasText = name }).First;
}
