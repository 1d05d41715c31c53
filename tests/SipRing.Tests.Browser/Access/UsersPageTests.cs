using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Access;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Access;

/// <summary>Users and tokens, in Chromium.</summary>
public sealed class UsersPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly VisitOptions s_admin = new() { User = "admin" };

    [Fact]
    public async Task User_AddedGivenAPhoneAndShutOut_SignsInUntilThen()
    {
        await using var visit = await browser.OpenAsync("/settings/users?edit=%2B", s_admin);
        await Field(visit, "Имя пользователя").FillAsync("старшая; /../");
        await visit.Button("Добавить").ClickAsync();
        await Expect(Field(visit, "Имя пользователя")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Имя пользователя").FillAsync("shift.lead");
        await Field(visit, "Свой телефон").FillAsync("9999");
        await visit.Button("Добавить").ClickAsync();
        var card = visit.Region("Вход shift.lead.");
        var password = await card.GetByRole(AriaRole.Textbox, new() { Name = "Одноразовый пароль" }).InputValueAsync();
        await Expect(Field(visit, "Свой телефон")).ToHaveAttributeAsync("aria-invalid", "true");

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "shift.lead", Exact = true }).ClickAsync();
        // The form for a new user stays until that of this one has come.
        await Expect(visit.Button("Отключить")).ToBeVisibleAsync();
        await Field(visit, "Свой телефон").FillAsync("4470");
        await visit.Button("Сохранить").ClickAsync();
        await Expect(Row(visit, "shift.lead")).ToContainTextAsync("4470");
        await Expect(Row(visit, "shift.lead")).ToContainTextAsync("одноразовый пароль");

        await using var own = await browser.StrangerAsync("/login");
        await own.SignInAsync("shift.lead", password);
        await Expect(own.Page.GetByRole(AriaRole.Heading, new() { Name = "Новый пароль" })).ToBeVisibleAsync();

        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "shift.lead", Exact = true }).ClickAsync();
        await visit.ConfirmAsync("Отключить");
        await Expect(Row(visit, "shift.lead")).ToContainTextAsync("отключён");
        await own.Page.GotoAsync("/login");
        await own.Page.Locator("#name").FillAsync("shift.lead");
        await own.Page.Locator("#password").FillAsync(password);
        await own.Page.Locator("button[type=submit]").ClickAsync();
        await Expect(own.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Этот вход отключён");
    }

    [Fact]
    public async Task User_Oneself_StaysAdministrator()
    {
        await using var visit = await browser.OpenAsync("/settings/users?edit=admin", s_admin);
        await visit.Page.GetByLabel("Роль", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "супервизор" });
        await visit.Button("Сохранить").ClickAsync();
        await Expect(visit.Page.GetByText("С собой так поступить нельзя")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByLabel("Роль", new() { Exact = true })).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Token_Made_IsShownOnceAndRevoked()
    {
        await using var visit = await browser.OpenAsync("/settings/tokens?edit=new", s_admin);
        await visit.Button("Создать").ClickAsync();
        await Expect(Field(visit, "Для чего")).ToHaveAttributeAsync("aria-invalid", "true");
        await Field(visit, "Для чего").FillAsync("CRM \"1\"; ${x}, /../");
        await visit.Button("Создать").ClickAsync();
        var token = await Field(visit, "Ключ").InputValueAsync();
        Assert.StartsWith("sr_", token, StringComparison.Ordinal);
        Assert.NotNull(await browser.App.Get<RecognizeToken>().HandleAsync(token, default));

        await visit.GoLiveAsync("/settings/tokens");
        Assert.DoesNotContain(token, await visit.Page.ContentAsync(), StringComparison.Ordinal);
        var row = visit.Region("Ключи API").GetByRole(AriaRole.Row, new() { NameRegex = new("CRM") });
        await visit.ConfirmAsync("Отозвать", row);
        await Expect(row).ToHaveCountAsync(0);
        Assert.Null(await browser.App.Get<RecognizeToken>().HandleAsync(token, default));
    }

    [Theory]
    [InlineData("/operators")]
    [InlineData("/operators?edit=new")]
    [InlineData("/operators/slips")]
    [InlineData("/pause-reasons?edit=new")]
    [InlineData("/queues/rules?edit=450")]
    [InlineData("/settings/users?edit=%2B")]
    [InlineData("/settings/tokens?edit=new")]
    public async Task Page_OnAPhone_DoesNotScrollSideways(string path)
    {
        await using var visit = await browser.OpenAsync(path, s_admin with { Width = 390, Height = 800 });
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        Assert.Equal(0, await visit.OverflowAsync());
    }

    private static ILocator Row(Visit visit, string name) => visit.Region("Пользователи и роли").GetByRole(AriaRole.Row, new() { NameRegex = new("^" + Regex.Escape(name)) });

    private static ILocator Field(Visit visit, string label) => visit.Page.GetByRole(AriaRole.Textbox, new() { Name = label, Exact = true });
}
