using Microsoft.Playwright;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Floor;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Agents;

/// <summary>What an operator who signed in sees and does.</summary>
public sealed class OwnDeskPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    private const string Phone = "4490";

    [Fact]
    public async Task Desk_FromLoginToLogout_ReachesAsterisk()
    {
        var agent = await OperatorAsync("Жукова Рита", "839210", "zhukova");
        foreach (var reason in new[] { new PauseReason { Code = 1, NameRu = "Обед", NameEn = "Lunch" }, new PauseReason { Code = 3, NameRu = "Обучение", NameEn = "Training", For = PauseRight.Supervisor } })
            await browser.App.Get<SavePauseReason>().HandleAsync(Actor.CommandLine, reason, default);
        browser.App.Floor.Change(floor => Without(floor, agent.Id));
        await using var visit = await browser.StrangerAsync("/login");
        await visit.SignInAsync("zhukova", TestApp.Password);
        await visit.LiveAsync();
        await Expect(visit.Region("Сейчас")).ToContainTextAsync("Не в очереди");

        await visit.Button("Войти в очередь 450").ClickAsync();
        await Expect(visit.Page.GetByText("Укажите номер своего телефона.")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Телефон" }).FillAsync("9999; ${EXTEN}");
        await visit.Button("Войти в очередь 450").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Телефон" })).ToHaveAttributeAsync("aria-invalid", "true");
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Телефон" }).FillAsync(Phone);
        await visit.Button("Войти в очередь 450").ClickAsync();
        await Expect(visit.Region("Сейчас")).ToContainTextAsync("Свободен");
        await visit.Button("Войти в очередь 451").ClickAsync();
        await Expect(visit.Button("Выйти из очереди 451")).ToBeVisibleAsync();
        Assert.Equal(2, browser.App.Asterisk.Members.Count(m => m.Key.Interface == $"PJSIP/{Phone}"));

        await Expect(visit.Button("Обучение")).ToHaveCountAsync(0);
        await visit.Button("Обед").ClickAsync();
        await Expect(visit.Region("Сейчас")).ToContainTextAsync("Обед");
        Assert.All(browser.App.Asterisk.Members.Where(m => m.Key.Interface == $"PJSIP/{Phone}"), m => Assert.Equal("Обед", m.Value.Reason));
        await visit.Button("Продолжить работу").ClickAsync();
        await Expect(visit.Region("Сейчас")).ToContainTextAsync("Свободен");
        await visit.Button("Выйти из очереди 451").ClickAsync();
        await Expect(visit.Button("Войти в очередь 451")).ToBeVisibleAsync();

        // A supervisor's act is seen without a reload.
        await browser.App.Get<LogOutEverywhere>().HandleAsync(Actor.CommandLine, agent.Id, default);
        await Expect(visit.Region("Сейчас")).ToContainTextAsync("Не в очереди");
        await Expect(visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Телефон" })).ToHaveValueAsync(Phone);
    }

    [Fact]
    public async Task Desk_LoginOfNoOperator_SaysWhatToDo()
    {
        await using var visit = await browser.OpenAsync("/desk", new() { User = "operator" });
        await Expect(visit.Page.GetByText("Вход operator не привязан к оператору.")).ToBeVisibleAsync();
        Assert.Equal(0, await visit.OverflowAsync());
    }

    public async ValueTask DisposeAsync()
    {
        browser.App.Floor.Reset();
        foreach (var code in new[] { 1, 3 })
            await browser.App.Get<DeletePauseReason>().HandleAsync(Actor.CommandLine, code, default);
    }

    /// <summary>The floor of these tests has operators of its own, and one of them has the new operator's id.</summary>
    private static FloorSnapshot Without(FloorSnapshot floor, int agentId) => floor with
    {
        Extensions = floor.Extensions.SetItems(floor.Extensions.Where(e => e.Value.AgentId == agentId).Select(e => KeyValuePair.Create(e.Key, e.Value with { AgentId = null, AgentName = null }))),
        Queues = floor.Queues.SetItems(floor.Queues.Select(q => KeyValuePair.Create(q.Key, q.Value with { Members = q.Value.Members.RemoveAll(m => m.AgentId == agentId) }))),
    };

    private async Task<Agent> OperatorAsync(string name, string pin, string login)
    {
        var agent = (await browser.App.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new(name, pin), default)).Value!;
        var given = (await browser.App.Get<GiveWebLogin>().HandleAsync(Actor.CommandLine, new(agent.Id, login), default)).Value!;
        var user = (await browser.App.Get<SignIn>().HandleAsync(login, given.Password, default)).Value!;
        Assert.True((await browser.App.Get<ChangeOwnPassword>().HandleAsync(new(user.Id, given.Password, TestApp.Password), default)).Succeeded);
        return agent;
    }
}
