using Microsoft.Playwright;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Floor;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Floor;

/// <summary>I5: what a supervisor does on the panel, by mouse and by keyboard; its result is said and reaches Asterisk once.</summary>
public sealed class PanelActsTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    private const string Agent = "Яковлева Зоя";
    private const string Phone = "4404";
    private const string CallId = "1795472214.12";

    private FakeFloor Floor => browser.App.Floor;

    private IReadOnlyList<string> Log => browser.App.Asterisk.Log;

    [Fact]
    public async Task Drag_OperatorOntoQueue_LogsHimInThere()
    {
        await SetAsync();
        await using var visit = await browser.OpenAsync("/panel");
        await visit.GrabAsync(Operator(visit));
        var target = Queue(visit, "451");
        await Expect(target).ToHaveAttributeAsync("data-drop", "yes");
        await Expect(Queue(visit, "450")).ToHaveAttributeAsync("data-drop", "no");
        await visit.MoveToAsync(target);
        await Expect(target).ToHaveAttributeAsync("data-over", "");
        await visit.Page.Mouse.UpAsync();

        await Expect(Outcomes(visit)).ToContainTextAsync($"{Agent} · {Phone}: в очереди 451");
        Assert.Single(Log, line => line.StartsWith($"451|PJSIP/{Phone}|LOGIN|", StringComparison.Ordinal));
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/panel$"));
    }

    [Fact]
    public async Task Drag_Escape_DoesNothingAndThePageGoesOn()
    {
        await SetAsync();
        await using var visit = await browser.OpenAsync("/panel");
        await visit.GrabAsync(Operator(visit));
        await visit.MoveToAsync(Queue(visit, "451"));

        // While somebody aims nothing moves; what came meanwhile is shown afterwards.
        Floor.Change("452", queue => queue with { AnsweredToday = 4321 });
        await visit.Page.EvaluateAsync("() => new Promise(done => setTimeout(done, 400))");
        await Expect(Queue(visit, "452")).Not.ToContainTextAsync("4 321");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.Locator(".drag-ghost")).ToHaveCountAsync(0);
        await visit.Page.Mouse.UpAsync();
        await Expect(Queue(visit, "452")).ToContainTextAsync("4 321");
        Assert.DoesNotContain(Log, line => line.StartsWith($"451|PJSIP/{Phone}|LOGIN|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Drag_IdlePhoneOntoQueue_AsksWhoWorksThere()
    {
        await SetAsync();
        await using var visit = await browser.OpenAsync("/panel");
        await visit.GrabAsync(Tile(visit, "4470").Locator("b"));
        await visit.MoveToAsync(Queue(visit, "451"));
        await visit.Page.Mouse.UpAsync();

        var question = visit.Page.GetByRole(AriaRole.Dialog);
        await Expect(question).ToContainTextAsync("кто здесь работает в очереди 451?");
        await question.GetByRole(AriaRole.Radio, new() { Name = "Дубова Нина" }).CheckAsync();
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(Outcomes(visit)).ToContainTextAsync("в очереди 451");
        Assert.Single(Log, line => line.StartsWith("451|PJSIP/4470|LOGIN|2002|", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Menu_ByKeyboard_PausesAndResumes()
    {
        await SetAsync();
        await using var visit = await browser.OpenAsync("/panel");
        await Operator(visit).FocusAsync();
        await visit.Page.Keyboard.PressAsync("Shift+F10");
        var menu = visit.Page.GetByRole(AriaRole.Menu, new() { Name = $"{Agent} · {Phone}" });
        await Expect(menu.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(menu.GetByRole(AriaRole.Menuitem).Nth(1)).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("KeyP");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Textbox)).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("Обед");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(Outcomes(visit)).ToContainTextAsync($"{Agent} · {Phone}: пауза");
        Assert.Equal("Обед", browser.App.Asterisk.Members[("450", $"PJSIP/{Phone}")].Reason);
        await Expect(Operator(visit)).ToBeFocusedAsync();

        Pause("450");
        await Expect(visit.Region("Операторы").GetByRole(AriaRole.Row, new() { NameRegex = new(Agent) })).ToContainTextAsync("Обед");
        await visit.Page.Keyboard.PressAsync("m");
        await ChooseAsync(visit, "u");
        await Expect(Outcomes(visit)).ToContainTextAsync("снова принимает звонки");
        Assert.False(browser.App.Asterisk.Members[("450", $"PJSIP/{Phone}")].Paused);
    }

    [Fact]
    public async Task Menu_RightClick_LogsOutEverywhereAfterAQuestion()
    {
        await SetAsync();
        await using var visit = await browser.OpenAsync("/panel");
        await Operator(visit).ClickAsync(new() { Button = MouseButton.Right });
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Вывести из всех очередей" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Вывести из всех очередей" }).ClickAsync();

        await Expect(Outcomes(visit)).ToContainTextAsync("вышел из всех очередей");
        Assert.DoesNotContain(browser.App.Asterisk.Members.Keys, key => key.Interface == $"PJSIP/{Phone}");
    }

    [Fact]
    public async Task Menu_OnACall_AsksForTheOwnPhoneOnceAndListens()
    {
        await SetAsync();
        Talk();
        await browser.App.AddUserAsync("listener", Role.Supervisor, changed: true);
        await using var visit = await browser.OpenAsync("/panel", new() { User = "listener" });
        var row = visit.Region("Операторы").GetByRole(AriaRole.Row, new() { NameRegex = new(Agent) });
        await row.GetByRole(AriaRole.Button, new() { Name = $"Действия: {Agent}" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Слушать" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox).FillAsync("4475");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(Outcomes(visit)).ToContainTextAsync("Ваш телефон 4475 звонит");
        Assert.Contains(browser.App.Asterisk.Acts, act => act.StartsWith("Originate Channel=PJSIP/4475 Application=ChanSpy Data=PJSIP/4404-0000000d,quES ", StringComparison.Ordinal));

        await row.GetByRole(AriaRole.Button, new() { Name = $"Действия: {Agent}" }).ClickAsync();
        await ChooseAsync(visit, "t");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("4470");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(Outcomes(visit)).ToContainTextAsync("переведён на 4470");
        Assert.Contains("BlindTransfer Channel=PJSIP/4404-0000000d Context=from-internal Exten=4470", browser.App.Asterisk.Acts);
    }

    [Fact]
    public async Task Menu_AnswerLost_SaysThatNobodyKnows()
    {
        await SetAsync();
        Talk();
        await using var visit = await browser.OpenAsync("/panel");
        browser.App.Asterisk.LoseAnswerOf = ("Hangup", true);
        await Operator(visit).ClickAsync(new() { Button = MouseButton.Right });
        await ChooseAsync(visit, "h");
        await visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Завершить разговор" }).ClickAsync();

        await Expect(Outcomes(visit)).ToContainTextAsync("Ответ Asterisk потерян");
        Assert.Single(browser.App.Asterisk.Acts, act => act.StartsWith("Hangup ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Waiting_Menu_SendsTheCallerElsewhere()
    {
        await SetAsync();
        browser.App.Asterisk.Channels = [Channel("PJSIP/trunk-0000000c", CallId, "", ("Application", "Queue"), ("ApplicationData", "453,ti"))];
        Floor.Change("453", queue => queue with { Waiting = [new(CallId, "+79001112233", "Иванов", TimeProvider.System.GetUtcNow(), 1)] });
        await using var visit = await browser.OpenAsync("/panel?queue=453");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Действия: Иванов" }).ClickAsync();
        await ChooseAsync(visit, "t");
        await Expect(visit.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();
        await visit.Page.Keyboard.TypeAsync("451");
        await visit.Page.Keyboard.PressAsync("Enter");

        await Expect(Outcomes(visit)).ToContainTextAsync("Иванов · +7 900 111-22-33: переведён на 451");
        Assert.Contains("QueueWithdrawCaller Queue=453 Caller=PJSIP/trunk-0000000c WithdrawInfo=451", browser.App.Asterisk.Acts);
    }

    [Fact]
    public async Task Layout_Arranged_IsTheSameInAnotherBrowser()
    {
        await browser.App.AddUserAsync("arranger", Role.Supervisor, changed: true);
        await using (var visit = await browser.OpenAsync("/panel", new() { User = "arranger" }))
        {
            await visit.Button("⚙ Вид").Or(visit.Button("Вид")).ClickAsync();
            await visit.Page.GetByRole(AriaRole.Radio, new() { Name = "Плотно" }).CheckAsync();
            await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Ждущие абоненты" }).UncheckAsync();
            await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Операторы слева" }).CheckAsync();
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Номера: выше" }).ClickAsync();
            await visit.Page.Keyboard.PressAsync("Escape");
            await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Группы номеров" }).SelectOptionAsync("По сотням");
            await Expect(visit.Region("Номера").GetByRole(AriaRole.Heading, new() { Level = 3 }).First).ToContainTextAsync("4400–4499");
        }

        await using var other = await browser.OpenAsync("/panel", new() { User = "arranger" });
        await Expect(other.Page.Locator(".floor")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("dense operators-first"));
        await Expect(other.Page.Locator(".waiting-card")).ToHaveCountAsync(0);
        await Expect(other.Region("Номера").GetByRole(AriaRole.Heading, new() { Level = 3 })).ToHaveCountAsync(2);
        Assert.Equal(["Операторы", "Очереди", "Номера"], await other.Page.Locator(".floor h2").AllInnerTextsAsync());
    }

    [Fact]
    public async Task Extensions_Searched_ShowsThoseAndKeepsTheWordInTheAddress()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Номер или имя" }).FillAsync("445");
        await Expect(visit.Region("Номера").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(11);
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("find=445$"));
        await visit.GoLiveAsync("/panel?find=445");
        await Expect(visit.Region("Номера").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(11);
        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Номер или имя" }).FillAsync("никого");
        await Expect(visit.Region("Номера")).ToContainTextAsync("номеров не найдено");
    }

    public ValueTask DisposeAsync()
    {
        Floor.Reset();
        return ValueTask.CompletedTask;
    }

    /// <summary>One operator who is logged in to queue 450 at phone 4404, really and on the floor; one at no phone.</summary>
    private async Task SetAsync()
    {
        var list = (await browser.App.Get<ListAgents>().HandleAsync(Actor.CommandLine, default)).Value!;
        if (list.All(agent => agent.Id != 2001))
        {
            Assert.True((await browser.App.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new(Agent, "73912", 2001), default)).Succeeded);
            Assert.True((await browser.App.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new("Дубова Нина", "73913", 2002), default)).Succeeded);
        }

        foreach (var id in new[] { 2001, 2002 })
            Assert.True((await browser.App.Get<LogOutEverywhere>().HandleAsync(Actor.CommandLine, id, default)).Succeeded);
        Assert.True((await browser.App.Get<LogInAgent>().HandleAsync(Actor.CommandLine, new("450", Phone, 2001), default)).Succeeded);
        browser.App.Asterisk.Forget();
        var member = new FloorMember { Extension = Phone, AgentId = 2001, Name = Agent, State = MemberState.Free, Since = TimeProvider.System.GetUtcNow() };
        Floor.Change(floor => floor with
        {
            Queues = floor.Queues.SetItems(floor.Queues.Values.Select(queue => KeyValuePair.Create(queue.Number, queue with
            {
                Members = [.. queue.Members.Where(m => m.Extension != Phone), .. queue.Number == "450" ? [member] : Array.Empty<FloorMember>()],
            }))),
            Extensions = floor.Extensions
                .SetItem(Phone, floor.Extensions[Phone] with { State = ExtensionState.Idle, Peer = null, CallId = null, AgentId = 2001, AgentName = Agent })
                .SetItem("4470", floor.Extensions["4470"] with { State = ExtensionState.Idle, AgentId = null, AgentName = null }),
        });
    }

    private void Pause(string queue) => Floor.Change(queue, floor => floor with
    {
        Members = [.. floor.Members.Select(m => m.Extension == Phone ? m with { State = MemberState.Paused, Paused = true, PauseReason = "Обед" } : m)],
    });

    private void Talk()
    {
        browser.App.Asterisk.Channels =
        [
            Channel("PJSIP/trunk-0000000c", CallId, "b1", ("Application", "Queue"), ("ApplicationData", "450,ti")),
            Channel($"PJSIP/{Phone}-0000000d", "1795472214.13", "b1"),
        ];
        Floor.ChangeExtension(Phone, phone => phone with { State = ExtensionState.Talking, Peer = "+79001112233", CallId = CallId });
    }

    private static AmiMessage Channel(string name, string id, string bridge, params (string Name, string Value)[] others) => new(
    [
        new("Event", "CoreShowChannel"), new("Channel", name), new("Uniqueid", id), new("Linkedid", CallId), new("ChannelState", "6"), new("BridgeId", bridge),
        .. others.Select(o => KeyValuePair.Create(o.Name, o.Value)),
    ]);

    /// <summary>Presses the letter of an item as soon as the menu listens.</summary>
    private static async Task ChooseAsync(Visit visit, string letter)
    {
        await Expect(visit.Page.GetByRole(AriaRole.Menuitem).First).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync(letter);
    }

    private static ILocator Operator(Visit visit) => visit.Region("Операторы").GetByRole(AriaRole.Link, new() { Name = Agent, Exact = true });

    private static ILocator Queue(Visit visit, string number) => visit.Page.Locator($"tr[data-queue='{number}']");

    private static ILocator Tile(Visit visit, string number) => visit.Page.Locator($".tile[data-key='{number}']");

    private static ILocator Outcomes(Visit visit) => visit.Page.GetByRole(AriaRole.Log);
}
