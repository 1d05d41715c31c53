using Microsoft.Playwright;

namespace SipRing.PanelLoad;

/// <summary>Panels in Chromium that write down when a number first became visible, and how late their own timers came.</summary>
internal sealed class OpenPanels : IAsyncDisposable
{
    private const float LimitMilliseconds = 120_000;

    private const string Watch =
        """
        () => {
          window.seen = {};
          window.lags = [];
          const look = element => {
            const part = element.closest('.waiting-card') ? 'waiting' : element.closest('.operators') ? 'operators' : null;
            for (const [number] of part ? element.textContent.matchAll(/495\d{7}/g) : []) window.seen[`${part} ${number}`] ??= Date.now();
          };
          new MutationObserver(changes => changes.forEach(change => {
            if (change.type === 'characterData') look(change.target.parentElement);
            else change.addedNodes.forEach(node => look(node.nodeType === 1 ? node : change.target));
          })).observe(document.querySelector('.floor'), { subtree: true, childList: true, characterData: true });
          let due = performance.now() + 50;
          setInterval(() => { window.lags.push(performance.now() - due); due = performance.now() + 50; }, 50);
        }
        """;

    private readonly List<IPage> _pages = [];
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private OpenPanels(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static async Task<OpenPanels> OpenAsync(Uri address, int count)
    {
        var playwright = await Playwright.CreateAsync();
        var program = new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        var panels = new OpenPanels(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows"],
        }));
        var context = await panels._browser.NewContextAsync(new() { BaseURL = address.ToString(), Locale = "ru-RU", ViewportSize = new() { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(LimitMilliseconds);
        var first = await context.NewPageAsync();
        await first.GotoAsync("/login");
        await first.Locator("#name").FillAsync(MeasuredServer.User);
        await first.Locator("#password").FillAsync(MeasuredServer.Password);
        await first.Locator("button[type=submit]").ClickAsync();
        await first.WaitForURLAsync("**/panel");
        for (var i = 0; i < count; i++)
        {
            var page = i == 0 ? first : await context.NewPageAsync();
            await page.GotoAsync("/panel");
            await page.Locator("html[data-connected=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await page.WaitForFunctionAsync("() => document.querySelectorAll('.tile').length >= 500");
            await page.EvaluateAsync(Watch);
            panels._pages.Add(page);
        }

        return panels;
    }

    /// <summary>What each page saw since it was asked last: what and when, in milliseconds since 1970, and the lateness of its timers.</summary>
    public async Task<IReadOnlyList<PageSeen>> TakeAsync() => await Task.WhenAll(_pages.Select(page => page.EvaluateAsync<PageSeen>(
        "() => { const taken = { seen: Object.entries(window.seen).map(([what, at]) => ({ what, at })), lags: window.lags }; window.seen = {}; window.lags = []; return taken; }")));

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}

internal sealed record PageSeen
{
    public SeenItem[] Seen { get; init; } = [];
    public double[] Lags { get; init; } = [];
}

internal sealed record SeenItem
{
    public string What { get; init; } = "";
    public double At { get; init; }
}
