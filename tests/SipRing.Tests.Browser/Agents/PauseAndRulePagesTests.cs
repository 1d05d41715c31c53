using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Queues.Rules;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Agents;

/// <summary>The list of pause reasons, the rules of queues, and the wrap-up on the panel.</summary>
public sealed class PauseAndRulePagesTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    private static readonly VisitOptions s_admin = new() { User = "admin" };

    [Fact]
    public async Task Reasons_FromTheUsualFive_AreOrderedChangedAndDeleted()
    {
        await using var visit = await browser.OpenAsync("/pause-reasons", s_admin);
        await visit.Button("Добавить пять обычных").ClickAsync();
        var rows = visit.Region("Причины пауз").Locator("tbody").GetByRole(AriaRole.Row);
        await Expect(rows).ToHaveCountAsync(5);
        await Expect(rows.First).ToContainTextAsync("Обед");
        await visit.Button("Ниже: Обед").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("Перерыв");

        await rows.First.GetByRole(AriaRole.Link).ClickAsync();
        await Field(visit, "По-русски").FillAsync("Пере|рыв");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(Field(visit, "По-русски")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "По-русски").FillAsync("Чай; ${x}, \"а\"");

        // What is no number is not saved as the number before.
        await Field(visit, "Лимит разовый").FillAsync("1/../5");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(Field(visit, "Лимит разовый")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Лимит разовый").FillAsync("99999");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(Field(visit, "Лимит разовый")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Лимит разовый").FillAsync("20");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(rows.First).ToContainTextAsync("Чай; ${x}, \"а\"");
        await Expect(rows.First).ToContainTextAsync("20 мин");

        await rows.Nth(4).GetByRole(AriaRole.Link).ClickAsync();
        await visit.ConfirmAsync("Удалить");
        await Expect(rows).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Rules_OfAQueue_AreSavedAndShown()
    {
        await using var visit = await browser.OpenAsync("/queues/rules?edit=452", s_admin);
        await Field(visit, "Пауза после пропусков").FillAsync("21");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(Field(visit, "Пауза после пропусков")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Пауза после пропусков").FillAsync("3");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/queues/rules$"));
        await Expect(visit.Region("Правила вызовов").GetByRole(AriaRole.Row, new() { NameRegex = new("^452") })).ToContainTextAsync("3");
        Assert.Equal(3, (await browser.App.Get<CallRules>().OfAsync("452", default)).PauseAfterMisses);
    }

    [Fact]
    public async Task WrapUp_OnThePanel_IsSeenAndOffersToEndAndToExtend()
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(90);
        browser.App.Floor.Change("450", queue => queue with
        {
            Members = [.. queue.Members.Select((m, i) => i == 0 ? m with { State = MemberState.WrapUp, Paused = true, PauseReason = "wrap-up", WrapUpUntil = until, Name = "Щукина Яна" } : m)],
        });
        await using var visit = await browser.OpenAsync("/panel?queue=450");
        var row = visit.Region("Операторы").GetByRole(AriaRole.Row, new() { NameRegex = new("Щукина Яна") });
        await Expect(row).ToContainTextAsync("Обработка");
        await Expect(row).ToContainTextAsync("до ");
        await row.GetByRole(AriaRole.Button, new() { Name = "Действия: Щукина Яна" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("Продлить обработку на минуту") })).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { NameRegex = new("Закончить обработку") }).ClickAsync();

        // The floor of this test knows of a wrap-up that the call centre does not have: the act says so.
        await Expect(visit.Page.GetByRole(AriaRole.Log)).ToContainTextAsync("обработк");
    }

    public async ValueTask DisposeAsync()
    {
        browser.App.Floor.Reset();
        foreach (var reason in await browser.App.Get<PauseReasons>().AllAsync(default))
            await browser.App.Get<DeletePauseReason>().HandleAsync(Actor.CommandLine, reason.Code, default);
    }

    private static ILocator Field(Visit visit, string label) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
}
