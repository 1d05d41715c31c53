using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Shared;

/// <summary>Language, theme, keyboard, narrow screens and a server that comes back.</summary>
public sealed class LayoutTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("/panel", 390)]
    [InlineData("/panel", 1280)]
    [InlineData("/reports/queues", 390)]
    [InlineData("/reports/queues", 1280)]
    public async Task Page_AnyWidth_DoesNotScrollSideways(string path, int width)
    {
        await using var visit = await browser.OpenAsync(path, new() { Width = width, Height = 800 });
        await Expect(visit.Page.GetByRole(AriaRole.Row).Nth(2)).ToBeAttachedAsync();
        Assert.Equal(0, await visit.OverflowAsync());
    }

    [Theory]
    [InlineData("ru-RU")]
    [InlineData("en-US")]
    public async Task Report_SmallScreen_KeepsEveryColumnReadable(string language)
    {
        await using var visit = await browser.OpenAsync("/reports/queues", new() { Width = 1280, Height = 800, Language = language });
        await Expect(visit.Page.Locator("tbody tr[aria-selected]").First).ToBeVisibleAsync();
        Assert.Equal(0, await visit.Page.EvaluateAsync<int>("() => { const rows = document.querySelector('[data-rows]'); return rows.scrollWidth - rows.clientWidth; }"));
        var header = (await visit.Page.Locator("thead th").Nth(3).BoundingBoxAsync())!;
        Assert.True(header.Width >= 90, $"the operator's column is {header.Width} px wide");
    }

    [Fact]
    public async Task Navigation_NarrowScreen_OpensAndClosesAgain()
    {
        await using var visit = await browser.OpenAsync("/panel", new() { Width = 390, Height = 800 });
        var menu = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Главное меню" });
        await Expect(menu).ToBeHiddenAsync();
        await visit.Button("Меню").ClickAsync();
        await menu.GetByRole(AriaRole.Link, new() { Name = "Очереди" }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/reports/queues$"));
        await Expect(menu).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Language_SwitchedInTheMenu_IsRemembered()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await visit.UserMenu.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "English" }).ClickAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await Expect(visit.Region("Queues")).ToContainTextAsync("78.4%");
        await visit.GoLiveAsync("/reports/queues");
        await Expect(visit.Link("Answered 600")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Theme_Chosen_IsThereFromTheFirstPaint()
    {
        await using var visit = await browser.OpenAsync("/panel");
        Assert.Equal("rgb(244, 245, 247)", await BackgroundAsync(visit));
        await visit.UserMenu.ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Тёмная" }).ClickAsync();
        await Expect(visit.Page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");
        Assert.Equal("rgb(18, 21, 27)", await BackgroundAsync(visit));

        // The server's own answer carries it: nothing is switched after the page was drawn.
        var html = await (await visit.Page.Context.APIRequest.GetAsync("/panel")).TextAsync();
        Assert.Contains("data-theme=\"dark\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Theme_NotChosen_FollowsTheSystem()
    {
        await using var visit = await browser.OpenAsync("/panel", new() { Dark = true });
        Assert.Equal("rgb(18, 21, 27)", await BackgroundAsync(visit));
    }

    [Fact]
    public async Task Keyboard_FromTheTop_SkipsToTheContentAndEscClosesTheMenu()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.Keyboard.PressAsync("Tab");
        await Expect(visit.Link("К содержанию")).ToBeFocusedAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.Locator("#content")).ToBeFocusedAsync();

        var button = visit.UserMenu;
        await button.FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page.GetByRole(AriaRole.Menu)).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Tab");
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
        await Expect(button).ToHaveAttributeAsync("aria-expanded", "false");
    }

    [Fact]
    public async Task Server_Restarted_PageIsLiveAgainByItself()
    {
        await using var app = await TestApp.StartAsync();
        await using var visit = await browser.StrangerAsync("/login", address: app.Address);
        await visit.SignInAsync("supervisor", TestApp.Password);
        await visit.LiveAsync();
        await visit.Page.EvaluateAsync("() => { window.loadedBefore = true; }");
        await app.StopAsync();
        await Expect(visit.Page.GetByText("Нет связи с сервером")).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("main")).ToHaveClassAsync(new Regex("stale-data"));
        await app.StartAgainAsync();
        await visit.Page.WaitForFunctionAsync("() => !window.loadedBefore && document.documentElement.dataset.connected === 'true'");
        await Expect(visit.Region("Очереди")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Session_EndedWhileTheServerWasAway_AsksToSignIn()
    {
        var first = await TestApp.StartAsync();
        await using var visit = await browser.StrangerAsync("/login", address: first.Address);
        await visit.SignInAsync("supervisor", TestApp.Password);
        await visit.LiveAsync();
        await first.DisposeAsync();
        await Expect(visit.Page.GetByText("Нет связи с сервером")).ToBeVisibleAsync();

        // Another server at the same place, with other keys.
        await using var second = await TestApp.StartAsync(first.Address.Port);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Вход" })).ToBeVisibleAsync();
    }

    private static Task<string> BackgroundAsync(Visit visit) => visit.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
