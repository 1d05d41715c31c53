using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Testing.Ledger;
using SipRing.Tests.Browser.Host;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.LostCallers;

/// <summary>The list of lost callers as a supervisor works it off.</summary>
public sealed class LostCallersPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly VisitOptions s_supervisor = new() { User = "supervisor" };

    [Fact]
    public async Task Lost_TakenNotedClosedReopened_TheListFollows()
    {
        await LoseAsync("taken", "84950003311", 60);
        await using var visit = await browser.OpenAsync("/lost", s_supervisor);
        var row = visit.Row("495 000-33-11");
        await Expect(row).ToContainTextAsync("Ждёт");

        await row.GetByRole(AriaRole.Button, new() { Name = "Взять 8 495 000-33-11" }).ClickAsync();
        await Expect(row).ToContainTextAsync("Взят");
        await row.GetByRole(AriaRole.Link).First.ClickAsync();
        var panel = visit.Region("+7 495 000-33-11");
        await Expect(panel.GetByRole(AriaRole.List, new() { Name = "Что было" })).ToContainTextAsync("Взяли");
        await Expect(panel.GetByRole(AriaRole.Button, new() { Name = "Позвонить на 8 495 000-33-11" })).ToBeVisibleAsync();
        await panel.GetByLabel("Заметка").FillAsync("просил <b>скидку</b>");
        await visit.Button("Сохранить заметку").ClickAsync();
        await Expect(row).ToContainTextAsync("просил <b>скидку</b>");
        await panel.GetByLabel("Причина закрытия").SelectOptionAsync("NotNeeded");
        await panel.Locator("form").GetByRole(AriaRole.Button, new() { Name = "Закрыть" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0);

        await Expect(panel).ToContainTextAsync("не нужно");
        await visit.Button("Открыть снова").ClickAsync();
        await panel.GetByRole(AriaRole.Group, new() { Name = "Вернуть в список?" }).GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(row).ToContainTextAsync("Ждёт");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/lost$"));
    }

    [Fact]
    public async Task Lost_AnsweredAgain_LeavesTheListByItself()
    {
        var begin = await LoseAsync("again-1", "84950003322", 300);
        await using var visit = await browser.OpenAsync("/lost", s_supervisor);
        var row = visit.Row("495 000-33-22");
        await Expect(row).ToBeVisibleAsync();

        await new LostCallerLogs(begin).Answered(100, "460", "84950003322", 5, 60).ReadIntoAsync(browser.App.Get<IServiceProvider>(), "again-1");

        await Expect(row).ToHaveCountAsync(0);
        await visit.Link("Закрытые").ClickAsync();
        await Expect(row).ToContainTextAsync("дозвонился сам");
        await Expect(row).ToContainTextAsync("Связались");
    }

    [Fact]
    public async Task Lost_Overdue_IsCountedHereAndOnThePanel()
    {
        await LoseAsync("overdue", "84950003333", 3600);
        await using var visit = await browser.OpenAsync("/lost?view=overdue&queue=450", s_supervisor);

        await Expect(visit.Row("495 000-33-33")).ToContainTextAsync("Просрочен");
        await Expect(visit.Row("495 000-33-33").Locator("time.elapsed")).ToContainTextAsync("−");
        await visit.GoLiveAsync("/panel");
        await Expect(visit.Region("Сейчас и сегодня").GetByRole(AriaRole.Link, new() { Name = "Ждут перезвона" })).ToContainTextAsync("просрочено");
    }

    [Fact]
    public async Task Lost_BadAddressAndBadNote_AreSaid()
    {
        await LoseAsync("bad", "84950003344", 30);
        await using var visit = await browser.OpenAsync("/lost?view=nonsense&queue=../x&number=3344", s_supervisor);
        await Expect(visit.Page.GetByText("view=nonsense")).ToBeVisibleAsync();
        await visit.Row("495 000-33-44").GetByRole(AriaRole.Link).First.ClickAsync();
        var panel = visit.Region("+7 495 000-33-44");

        await panel.GetByLabel("Заметка").FillAsync(new string('я', 600));
        await visit.Button("Сохранить заметку").ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("не больше 500");
        await panel.GetByLabel("Заметка").FillAsync("");
        await panel.GetByLabel("Причина закрытия").SelectOptionAsync("Other");
        await panel.Locator("form").GetByRole(AriaRole.Button, new() { Name = "Закрыть" }).ClickAsync();
        await Expect(panel.GetByRole(AriaRole.Alert)).ToContainTextAsync("Напишите в заметке");
    }

    [Fact]
    public async Task Rules_OfAQueue_RefusedAtTheirFieldAndKept()
    {
        await using var visit = await browser.OpenAsync("/lost/rules?edit=460", new() { User = "admin" });
        await visit.Page.GetByLabel("Перезвонить за").FillAsync("0");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("от 1 до");
        await visit.Page.GetByLabel("Перезвонить за").FillAsync("45");
        await visit.Page.GetByLabel("Группа").FillAsync("продажи \"и\" другие; ${x}");
        await visit.Button("Сохранить").ClickAsync();

        await Expect(visit.Row("460")).ToContainTextAsync("45 мин");
        await Expect(visit.Row("460")).ToContainTextAsync("продажи \"и\" другие; ${x}");
        await Expect(visit.Row("460")).ToContainTextAsync("своё правило");
    }

    [Theory]
    [InlineData(1440, 900, "ru-RU", false)]
    [InlineData(1280, 800, "en-US", true)]
    [InlineData(390, 844, "ru-RU", false)]
    public async Task Lost_AnyScreen_DoesNotScrollSideways(int width, int height, string language, bool dark)
    {
        await LoseAsync($"wide-{width}", $"8495000{width:0000}", 1200);
        await using var visit = await browser.OpenAsync("/lost?view=all", new() { User = "admin", Width = width, Height = height, Language = language, Dark = dark });

        await Expect(visit.Page.GetByRole(AriaRole.Grid)).ToBeVisibleAsync();
        Assert.InRange(await visit.OverflowAsync(), 0, 0);
    }

    /// <returns>The second in which his call began.</returns>
    private async Task<long> LoseAsync(string log, string caller, int secondsAgo)
    {
        var begin = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - secondsAgo - 30;
        await new LostCallerLogs(begin).Lost(0, "450", caller, 30).ReadIntoAsync(browser.App.Get<IServiceProvider>(), log);
        return begin;
    }
}
