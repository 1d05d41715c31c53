using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Ledger;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Agents;

/// <summary>I2: the people who keep operators, in Chromium.</summary>
public sealed partial class OperatorsPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly VisitOptions s_admin = new() { User = "admin" };

    [Fact]
    public async Task Add_RefusedThenTaken_ShowsThePinOnceAndOnASlip()
    {
        await using var visit = await browser.OpenAsync("/operators", s_admin);
        await visit.Link("Добавить оператора").First.ClickAsync();
        await Field(visit, "ФИО").FillAsync("Агеева | Наталья");
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "ФИО")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "ФИО").FillAsync("Агеева Наталья \"Н\"; ${EXTEN}");
        await Field(visit, "ПИН-код").FillAsync("1234");
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "ПИН-код")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(visit.Page.GetByText("цифры идут подряд")).ToBeVisibleAsync();
        await visit.Button("Сгенерировать").ClickAsync();
        await Expect(Field(visit, "ПИН-код")).Not.ToHaveValueAsync("1234");
        var pin = await Field(visit, "ПИН-код").InputValueAsync();
        Assert.Matches("^[0-9]{6}$", pin);
        await visit.Button("Добавить").ClickAsync();

        await Expect(Field(visit, "ПИН-код, показан один раз")).ToHaveValueAsync(pin);
        await Expect(Row(visit, "Агеева Наталья")).ToContainTextAsync("${EXTEN}");
        await visit.Link("К листку для печати").ClickAsync();
        var slip = visit.Page.GetByRole(AriaRole.Article);
        await Expect(slip).ToContainTextAsync(pin);
        await Expect(slip).ToContainTextAsync("*45");

        // On paper there is the slip and nothing else.
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(slip).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Главное меню" })).ToBeHiddenAsync();
        await Expect(visit.Button("Печать")).ToBeHiddenAsync();
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        await visit.GoLiveAsync("/operators/slips");
        await Expect(visit.Page.GetByText("Печатать нечего")).ToBeVisibleAsync();
        Assert.DoesNotContain(pin, await visit.Page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewPins_ForTwoAtOnce_MakesTwoSlips()
    {
        await AgentAsync("Новиков Олег", "839170");
        await AgentAsync("Новикова Инна", "839171");
        await using var visit = await browser.OpenAsync("/operators?q=новик", s_admin);
        await visit.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Выбрать всех показанных" }).CheckAsync();
        await visit.ConfirmAsync("Новые ПИН-коды: 2");

        await Expect(visit.Page).ToHaveURLAsync(new Regex("/operators/slips$"));
        await Expect(visit.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(2);
        await visit.Page.EvaluateAsync("() => { window.print = () => { window.printed = true; }; }");
        await visit.Button("Печать").ClickAsync();
        await visit.Page.WaitForFunctionAsync("() => window.printed === true");
        await visit.ConfirmAsync("Готово, забыть");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/operators$"));
        await Expect(visit.Page.GetByText("Листки:")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Dismiss_LoggedIn_GoesToTheDismissedAndComesBack()
    {
        var agent = await AgentAsync("Громов Пётр", "839180");
        foreach (var queue in new[] { "450", "451" })
            Assert.True((await browser.App.Get<LogInAgent>().HandleAsync(Actor.CommandLine, new(queue, "4480", agent.Id), default)).Succeeded);
        await using var visit = await browser.OpenAsync("/operators?q=громов", s_admin);
        await Expect(Row(visit, "Громов Пётр")).ToContainTextAsync("4480 → 450, 451");
        await Row(visit, "Громов Пётр").GetByRole(AriaRole.Link, new() { Name = "Громов Пётр", Exact = true }).ClickAsync();
        await visit.ConfirmAsync("Уволить");

        await Expect(visit.Page.GetByText("По запросу «громов» ничего нет")).ToBeVisibleAsync();
        Assert.DoesNotContain(browser.App.Asterisk.Members.Keys, key => key.Interface == "PJSIP/4480");
        await visit.Link("Уволены").ClickAsync();
        await Row(visit, "Громов Пётр").GetByRole(AriaRole.Link, new() { Name = "Громов Пётр", Exact = true }).ClickAsync();
        await Expect(Field(visit, "ФИО")).ToHaveCountAsync(0);
        await visit.ConfirmAsync("Вернуть на работу");
        await Expect(Field(visit, "ПИН-код, показан один раз")).ToHaveValueAsync(new Regex("^[0-9]{6}$"));
        await visit.Link("Работают").ClickAsync();
        await Expect(Row(visit, "Громов Пётр")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task WebLogin_Given_OpensHisOwnPageAfterTheForcedChange()
    {
        var agent = await AgentAsync("Лебедева Вера", "839190");
        await using var visit = await browser.OpenAsync($"/operators?edit={agent.Id}", s_admin);
        await Field(visit, "Имя для входа").FillAsync("лебедева; ${x}");
        await visit.Button("Дать веб-вход").ClickAsync();
        await Expect(Field(visit, "Имя для входа")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Имя для входа").FillAsync("lebedeva");
        await visit.Button("Дать веб-вход").ClickAsync();
        var password = await Field(visit, "Одноразовый пароль").InputValueAsync();
        await Expect(Row(visit, "Лебедева Вера")).ToContainTextAsync("пароль ещё не сменён");

        await using var own = await browser.StrangerAsync("/login");
        await own.SignInAsync("lebedeva", password);
        await own.Page.GetByLabel("Текущий пароль").FillAsync(password);
        await own.Page.GetByRole(AriaRole.Textbox, new() { Name = "Новый пароль", Exact = true }).FillAsync("copper window river");
        await own.Page.GetByLabel("Новый пароль ещё раз").FillAsync("copper window river");
        await own.Button("Сохранить").ClickAsync();
        await Expect(own.Page.GetByRole(AriaRole.Heading, new() { Name = "Лебедева Вера" })).ToBeVisibleAsync();
        await Expect(own.Page).ToHaveURLAsync(new Regex("/desk$"));
        Assert.Equal(403, (await own.Page.GotoAsync("/operators"))!.Status);
        await own.Link("На свою страницу").ClickAsync();
        await Expect(own.Page).ToHaveURLAsync(new Regex("/desk$"));

        await visit.GoLiveAsync($"/operators?edit={agent.Id}");
        await visit.ConfirmAsync("Отключить");
        await Expect(Row(visit, "Лебедева Вера")).ToContainTextAsync("отключён");
        await own.Page.GotoAsync("/desk");
        await Expect(own.Page.GetByRole(AriaRole.Heading, new() { Name = "Вход" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task History_OfAnOperator_AddsUpAndOpensItsPauses()
    {
        var agent = await AgentAsync("Котова Алла", "839200");
        var day = TimeProvider.System.GetUtcNow().Date.AddDays(-1);
        var login = new DateTimeOffset(day.AddHours(9), TimeSpan.Zero);
        browser.App.Calls.Sessions =
        [
            Session(1, agent.Id, "450", login, login.AddHours(4)) with { Pauses = [new(login.AddHours(1), login.AddHours(1.5), "Обед")] },
            Session(2, agent.Id, "451", login.AddHours(1), login.AddHours(5)) with { Pauses = [new(login.AddHours(1), login.AddHours(1.5), "Обед")] },
        ];
        await using var visit = await browser.OpenAsync($"/operators/{agent.Id}?period=week");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Котова Алла" })).ToBeVisibleAsync();
        var sums = visit.Page.GetByRole(AriaRole.Complementary);
        await Expect(sums).ToContainTextAsync("5:00:00");
        await Expect(sums).ToContainTextAsync("30:00");
        await Expect(visit.Region("Сеансы").GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("Паузы в очереди 451") }).ClickAsync();
        await Expect(visit.Region("Сеансы").GetByRole(AriaRole.Row, new() { NameRegex = new("^Обед") })).ToContainTextAsync("30:00");
        await visit.Link("Сегодня").ClickAsync();
        await Expect(visit.Page.GetByText("За этот период в очередях не был")).ToBeVisibleAsync();
        browser.App.Calls.Sessions = [];
    }

    private static AgentSession Session(long id, int agent, string queue, DateTimeOffset login, DateTimeOffset logout) =>
        new() { Id = id, Pbx = "main", AgentId = agent, AgentName = "Котова Алла", Extension = "4480", Queue = queue, Login = login, Logout = logout };

    private async Task<Agent> AgentAsync(string name, string pin) => (await browser.App.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new(name, pin), default)).Value!;

    private static ILocator Row(Visit visit, string name) => visit.Region("Пользователи (операторы)").GetByRole(AriaRole.Row, new() { NameRegex = new(Regex.Escape(name)) });

    private static ILocator Field(Visit visit, string label) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
}
