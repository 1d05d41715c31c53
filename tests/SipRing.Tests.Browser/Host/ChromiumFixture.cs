using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;

[assembly: AssemblyFixture(typeof(ChromiumFixture))]

namespace SipRing.Tests.Browser.Host;

/// <summary>One Chromium for all tests; a context of its own for each visit.</summary>
public sealed partial class ChromiumFixture : IAsyncLifetime
{
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        Assertions.SetDefaultExpectTimeout(Chromium.LimitMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>Opens a page of a server as somebody who is not signed in.</summary>
    public async Task<Visit> StrangerAsync(Uri address, string path, VisitOptions? options = null)
    {
        var visit = new Visit(await (await ContextAsync(address, options ?? new(), null)).NewPageAsync());
        await visit.Page.GotoAsync(path);
        return visit;
    }

    /// <summary>Signs in to a server for the first time: with the password that it printed, to a new one. What comes then is the caller's.</summary>
    public async Task<Visit> FirstSignInAsync(SipRingProcess server)
    {
        var oneTime = OneTimePassword().Matches(server.Output)[^1].Groups[1].Value;
        var visit = await StrangerAsync(server.Address, "/login");
        await visit.SignInAsync("admin", oneTime);
        await visit.Page.GetByLabel("Текущий пароль").FillAsync(oneTime);
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Новый пароль", Exact = true }).FillAsync(TestApp.Password);
        await visit.Page.GetByLabel("Новый пароль ещё раз").FillAsync(TestApp.Password);
        await visit.Button("Сохранить").ClickAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Текущий пароль")).ToHaveCountAsync(0);
        await visit.LiveAsync();
        return visit;
    }

    /// <param name="address">The server whose pages are opened.</param>
    /// <param name="options">Language, colours and size.</param>
    /// <param name="state">The cookies of somebody who has signed in.</param>
    public async Task<IBrowserContext> ContextAsync(Uri address, VisitOptions options, string? state)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = options.Language,
            ColorScheme = options.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = options.Width, Height = options.Height },
            StorageState = state,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(Chromium.LimitMilliseconds);
        return context;
    }

    [GeneratedRegex(@"one-time password\s+(\S+)")]
    private static partial Regex OneTimePassword();
}
