using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;

namespace SipRing.Tests.RealParts.Pages;

/// <summary>Chromium in which the administrator of a running SipRing has signed in and given himself a password.</summary>
internal sealed partial class AdminBrowser : IAsyncDisposable
{
    public const string Password = "copper window river";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _address;
    private string? _signedIn;

    private AdminBrowser(IPlaywright playwright, IBrowser browser, Uri address) => (_playwright, _browser, _address) = (playwright, browser, address);

    public static async Task<AdminBrowser> OpenAsync(SipRingProcess server)
    {
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Chromium.LimitMilliseconds);
        var admin = new AdminBrowser(playwright, await Chromium.LaunchAsync(playwright), server.Address);
        try
        {
            await admin.SignInAsync(OneTimePassword().Matches(server.Output).Last().Groups[1].Value);
            return admin;
        }
        catch
        {
            await admin.DisposeAsync();
            throw;
        }
    }

    /// <summary>A page of its own context: language, colours and size are those of another machine.</summary>
    public async Task<IPage> PageAsync(string language = "ru-RU", bool dark = false, int width = 1440, int height = 900)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = _address.ToString(),
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = height },
            StorageState = _signedIn,
        });
        context.SetDefaultTimeout(Chromium.LimitMilliseconds);
        return await context.NewPageAsync();
    }

    /// <summary>Goes to an address and waits until its page is live.</summary>
    public static async Task GoAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        // Some are plain pages: an error, an address that leads nowhere, the board on a wall.
        await page.Locator("html:not([data-interactive=true]), html[data-connected=true], .bare-page").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task SignInAsync(string oneTime)
    {
        var page = await PageAsync();
        await page.GotoAsync("/login");
        await page.Locator("#name").FillAsync("admin");
        await page.Locator("#password").FillAsync(oneTime);
        await page.Locator("button[type=submit]").ClickAsync();
        await page.GetByLabel("Текущий пароль").FillAsync(oneTime);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Новый пароль", Exact = true }).FillAsync(Password);
        await page.GetByLabel("Новый пароль ещё раз").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Сохранить", Exact = true }).ClickAsync();
        await page.GetByLabel("Текущий пароль").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.Locator("html[data-connected=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        _signedIn = await page.Context.StorageStateAsync();
        await page.Context.DisposeAsync();
    }

    [GeneratedRegex(@"one-time password\s+(\S+)")]
    private static partial Regex OneTimePassword();
}
