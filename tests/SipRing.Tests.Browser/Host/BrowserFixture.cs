using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Testing.Server;
using SipRing.Tests.Browser.Host;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace SipRing.Tests.Browser.Host;

/// <summary>One Chromium and one running application for all tests; a context of its own for each visit.</summary>
public sealed partial class BrowserFixture : IAsyncLifetime
{
    private readonly Dictionary<string, string> _signedIn = new(StringComparer.Ordinal);
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    public TestApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        App = await TestApp.StartAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright);
        Assertions.SetDefaultExpectTimeout(Chromium.LimitMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await App.DisposeAsync();
    }

    /// <summary>Opens a page as a signed-in person and waits until it is live.</summary>
    public async Task<Visit> OpenAsync(string path, VisitOptions? options = null)
    {
        var wanted = options ?? new();
        if (!_signedIn.ContainsKey(wanted.User))
        {
            await using var signIn = await StrangerAsync("/login", wanted);
            await signIn.SignInAsync(wanted.User, TestApp.Password);
            _signedIn[wanted.User] = await signIn.Page.Context.StorageStateAsync();
        }

        var visit = await NewAsync(wanted, _signedIn[wanted.User]);
        await visit.GoLiveAsync(path);
        return visit;
    }

    /// <summary>Opens a page as somebody who is not signed in.</summary>
    public async Task<Visit> StrangerAsync(string path, VisitOptions? options = null, Uri? address = null)
    {
        var visit = await NewAsync(options ?? new(), null, address);
        await visit.Page.GotoAsync(path);
        return visit;
    }

    /// <summary>Signs in to a server for the first time: with the password that it printed, to a new one. What comes then is the caller's.</summary>
    public async Task<Visit> FirstSignInAsync(SipRingProcess server)
    {
        var oneTime = OneTimePassword().Matches(server.Output)[^1].Groups[1].Value;
        var visit = await StrangerAsync("/login", address: server.Address);
        await visit.SignInAsync("admin", oneTime);
        await visit.Page.GetByLabel("Текущий пароль").FillAsync(oneTime);
        await visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Новый пароль", Exact = true }).FillAsync(TestApp.Password);
        await visit.Page.GetByLabel("Новый пароль ещё раз").FillAsync(TestApp.Password);
        await visit.Button("Сохранить").ClickAsync();
        await Assertions.Expect(visit.Page.GetByLabel("Текущий пароль")).ToHaveCountAsync(0);
        await visit.LiveAsync();
        return visit;
    }

    private async Task<Visit> NewAsync(VisitOptions options, string? state, Uri? address = null)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = (address ?? App.Address).ToString(),
            Locale = options.Language,
            ColorScheme = options.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = options.Width, Height = options.Height },
            StorageState = state,
        });
        context.SetDefaultTimeout(Chromium.LimitMilliseconds);
        return new(await context.NewPageAsync());
    }

    [GeneratedRegex(@"one-time password\s+(\S+)")]
    private static partial Regex OneTimePassword();
}

public sealed record VisitOptions
{
    public string User { get; init; } = "supervisor";
    public string Language { get; init; } = "ru-RU";
    public bool Dark { get; init; }
    public int Width { get; init; } = 1440;
    public int Height { get; init; } = 900;
}
