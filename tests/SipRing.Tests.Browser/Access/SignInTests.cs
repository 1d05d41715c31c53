using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Access;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Access;

public sealed class SignInTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("ru-RU", "Неверное имя или пароль.")]
    [InlineData("en-US", "The name or the password is wrong.")]
    public async Task SignIn_WrongPassword_SaysSoInTheReadersLanguage(string language, string sentence)
    {
        await using var visit = await browser.StrangerAsync("/login", new() { Language = language });
        await visit.Page.Locator("#name").FillAsync("nobody");
        await visit.Page.Locator("#password").FillAsync("certainly wrong");
        await visit.Page.Locator("button[type=submit]").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(sentence);
    }

    [Fact]
    public async Task SignIn_OneTimePassword_MustBeChangedFirst()
    {
        var password = await browser.App.AddUserAsync("newcomer", Role.Supervisor, changed: false);
        await using var visit = await browser.StrangerAsync("/login");
        await visit.SignInAsync("newcomer", password);
        await visit.Page.GotoAsync("/panel");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Новый пароль" })).ToBeVisibleAsync();

        await ChangeAsync(visit, password, "qwerty12345");
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("подбирают одним из первых");
        await ChangeAsync(visit, password, "copper window river");
        await Expect(visit.Region("Очереди")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_NotSignedIn_AsksAndReturnsThere()
    {
        await using var visit = await browser.StrangerAsync("/reports/queues?outcome=lost");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Вход" })).ToBeVisibleAsync();
        await visit.SignInAsync("supervisor", TestApp.Password);
        await Expect(visit.Page).ToHaveURLAsync(new Regex(@"/reports/queues\?outcome=lost$"));
    }

    [Fact]
    public async Task Page_RoleMayNot_IsRefusedInWords()
    {
        await using var visit = await browser.StrangerAsync("/login");
        await visit.SignInAsync("operator", TestApp.Password);
        var answer = await visit.Page.GotoAsync("/panel");
        Assert.Equal(403, answer!.Status);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Нет доступа" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Page_UnknownAddress_SaysSo()
    {
        await using var visit = await browser.OpenAsync("/panel");
        var answer = await visit.Page.GotoAsync("/no/such/page");
        Assert.Equal(404, answer!.Status);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Такой страницы нет" })).ToBeVisibleAsync();
        await Expect(visit.Link("На панель")).ToHaveAttributeAsync("href", "/panel");
    }

    [Fact]
    public async Task SignOut_FromTheMenu_EndsTheSession()
    {
        await using var visit = await browser.StrangerAsync("/login");
        await visit.SignInAsync("admin", TestApp.Password);
        await visit.LiveAsync();
        await visit.UserMenu.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Выйти" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Вход" })).ToBeVisibleAsync();
        await visit.Page.GotoAsync("/panel");
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Вход" })).ToBeVisibleAsync();
    }

    private static async Task ChangeAsync(Visit visit, string current, string chosen)
    {
        await visit.Page.GetByLabel("Текущий пароль").FillAsync(current);
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Новый пароль", Exact = true }).FillAsync(chosen);
        await visit.Page.GetByLabel("Новый пароль ещё раз").FillAsync(chosen);
        await visit.Button("Сохранить").ClickAsync();
    }
}
