using System.Reflection;
using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Playwright;
using SipRing.Server.Shared;
using SipRing.Testing.Server;
using SipRing.Tests.RealParts.Api;
using SipRing.Tests.Browser.Host;
using Xunit;

namespace SipRing.Tests.RealParts.Pages;

/// <summary>
/// Every page that a link leads the administrator to, forms included, in a running SipRing with something in it: no serious fault of
/// accessibility in light and dark, no page that scrolls sideways, on a desk or on a phone. New pages are found by their links.
/// </summary>
public sealed class EveryPageTests(EveryPageTests.Running running) : IClassFixture<EveryPageTests.Running>
{
    private const int MostAddresses = 150;
    private const int PhoneWidth = 390;

    /// <summary>Pages without a link: what an address without a page, a fault or somebody who is not signed in sees.</summary>
    private static readonly HashSet<string> s_withoutLink = ["/error", "/not-found", "/login", "/password", "/setup"];

    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    [Fact]
    public async Task EveryPage_AsTheAdministrator_IsAccessibleAndFits()
    {
        // At once: this takes longer than any other test.
        var faults = await Task.WhenAll(FaultsAsync("ru-RU", dark: false), FaultsAsync("en-GB", dark: true));

        Assert.Empty(faults.SelectMany(one => one));
    }

    [Theory]
    [InlineData("ru-RU", false)]
    [InlineData("en-GB", true)]
    public async Task SignIn_AsAStranger_IsAccessibleAndFits(string language, bool dark)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await Chromium.LaunchAsync(playwright);
        var page = await browser.NewPageAsync(new()
        {
            BaseURL = running.Server.Address.ToString(),
            Locale = language,
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
        });
        var faults = new List<string>();

        await page.GotoAsync("/login?error=sign-in-refused");
        await InspectAsync(page, "/login", faults);

        Assert.Empty(faults);
    }

    private async Task<List<string>> FaultsAsync(string language, bool dark)
    {
        var page = await running.Browser.PageAsync(language, dark);
        var faults = new List<string>();
        var seen = new Dictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Queue<string>(["/panel", "/desk", "/operators/slips", "/not-found", "/password", "/error"]);
        while (waiting.TryDequeue(out var address) && seen.Count < MostAddresses)
        {
            if (!seen.TryAdd(Kind(address), address))
            {
                continue;
            }

            await LookAsync(page, address, faults);
            foreach (var link in await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"))
            {
                if (IsPage(link))
                {
                    waiting.Enqueue(link.Split('#')[0]);
                }
            }
        }

        Assert.True(seen.Count < MostAddresses, $"The links do not end: {string.Join('\n', seen.Keys)}");
        var visited = seen.Values.Select(address => address.Split('?')[0].TrimEnd('/')).ToHashSet();
        Assert.DoesNotContain(Routes(), route => !visited.Contains(route) && !s_withoutLink.Contains(route));
        await page.Context.DisposeAsync();
        return faults.ConvertAll(fault => $"{language}: {fault}");
    }

    private static IEnumerable<string> Routes() => typeof(Urls).Assembly.GetTypes()
        .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
        .Select(route => route.Template)
        .Where(template => !template.Contains('{', StringComparison.Ordinal));

    /// <summary>Addresses that differ in a value only are one: the form of one queue stands for those of all.</summary>
    private static string Kind(string address)
    {
        var parts = address.Split('?', 2);
        var names = parts.Length == 1
            ? []
            : QueryHelpers.ParseQuery(parts[1]).Select(q => q.Value == "new" || q.Key == "kind" ? $"{q.Key}={q.Value}" : q.Key).Where(name => name is "edit" or "edit=new" or "version" or "call" || name.StartsWith("kind", StringComparison.Ordinal));
        var path = string.Join('/', parts[0].TrimEnd('/').Split('/').Select(segment => segment.Length > 0 && segment.Any(char.IsAsciiDigit) ? "#" : segment));
        return $"{path}?{string.Join('&', names.Order(StringComparer.Ordinal))}";
    }

    private static bool IsPage(string link) =>
        link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal)
        && !new[] { "/api", "/preferences", "/account", "/openapi" }.Any(other => link.StartsWith(other, StringComparison.Ordinal));

    private static async Task LookAsync(IPage page, string address, List<string> faults)
    {
        try
        {
            await AdminBrowser.GoAsync(page, address);
        }
        catch (TimeoutException)
        {
            faults.Add($"{address}: does not come to life");
            return;
        }

        if (await page.Locator("[aria-busy=true]").CountAsync() > 0)
        {
            await page.Locator("[aria-busy=true]").First.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }

        await InspectAsync(page, address, faults);
    }

    private static async Task InspectAsync(IPage page, string address, List<string> faults)
    {
        await page.EvaluateAsync(s_axe);
        var serious = await page.EvaluateAsync<string[]>(
            """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
              return violations.filter(v => v.impact === 'serious' || v.impact === 'critical')
                .map(v => [`${v.id}: ${v.help}`, ...v.nodes.slice(0, 3).map(n => n.html)].join('\n  '));
            }
            """);
        faults.AddRange(serious.Select(fault => $"{address}: {fault}"));
        var twice = await page.EvaluateAsync<string[]>(
            "() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return [...new Set(ids.filter((id, i) => ids.indexOf(id) < i))]; }");
        faults.AddRange(twice.Select(id => $"{address}: two elements have the id {id}"));
        await FitsAsync(page, address, faults);
        var size = page.ViewportSize!;
        await page.SetViewportSizeAsync(PhoneWidth, size.Height);
        await FitsAsync(page, $"{address} at {PhoneWidth} px", faults);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    private static async Task FitsAsync(IPage page, string address, List<string> faults)
    {
        var over = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (over > 0)
        {
            faults.Add($"{address}: scrolls sideways by {over} px");
        }
    }

    /// <summary>A SipRing with something on every page.</summary>
    public sealed class Running : IAsyncLifetime
    {
        private readonly FilledServer _filled = new();

        public SipRingProcess Server => _filled.Server;

        internal AdminBrowser Browser { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            await _filled.InitializeAsync();
            // A call needs a phone that rings.
            foreach (var sample in ApiSamples.All.Where(sample => sample.Operation.StartsWith("POST", StringComparison.Ordinal) && sample.Operation != "POST /calls"))
                await _filled.AcceptedAsync(sample);
            Browser = await AdminBrowser.OpenAsync(Server);
        }

        public async ValueTask DisposeAsync()
        {
            if (Browser is not null)
            {
                await Browser.DisposeAsync();
            }

            await _filled.DisposeAsync();
        }
    }
}
