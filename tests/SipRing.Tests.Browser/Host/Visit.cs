using Microsoft.Playwright;

namespace SipRing.Tests.Browser.Host;

/// <summary>One open page. What its scripts throw, or the content security policy refuses, fails the test at the end.</summary>
public sealed class Visit : IAsyncDisposable
{
    private readonly List<string> _faults = [];

    public Visit(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => Add(error);
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal) || message.Text.Contains("Unhandled", StringComparison.Ordinal))
            {
                Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public async Task GoLiveAsync(string path)
    {
        await Page.GotoAsync(path);
        await LiveAsync();
    }

    public async Task LiveAsync() => await Page.Locator("html[data-connected=true]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    public async Task SignInAsync(string name, string password)
    {
        await Page.Locator("#name").FillAsync(name);
        await Page.Locator("#password").FillAsync(password);
        await Page.Locator("button[type=submit]").ClickAsync();
        await Assertions.Expect(Page.Locator("#password")).ToHaveCountAsync(0);
    }

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>Clicks a button that asks on its own place first, and then the one that means it.</summary>
    public async Task ConfirmAsync(string name, ILocator? within = null)
    {
        within ??= Page.Locator("body");
        await within.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
        await within.Locator(".confirm").GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
    }

    public ILocator UserMenu => Page.GetByRole(AriaRole.Button, new() { Name = "Меню пользователя" });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name });

    public ILocator Row(string name) => Page.GetByRole(AriaRole.Row, new() { Name = name });

    public ILocator Region(string name) => Page.GetByRole(AriaRole.Region, new() { Name = name, Exact = true });

    /// <summary>Takes something of the panel and begins to drag it.</summary>
    public async Task GrabAsync(ILocator what)
    {
        await what.ScrollIntoViewIfNeededAsync();
        var box = (await what.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await Page.Mouse.DownAsync();
        await Page.Mouse.MoveAsync(box.X + (box.Width / 2) + 12, box.Y + (box.Height / 2) + 12, new() { Steps = 4 });
        await Assertions.Expect(Page.Locator(".drag-ghost")).ToBeVisibleAsync();
    }

    /// <summary>Moves what is dragged over something else; the mouse button stays down.</summary>
    public async Task MoveToAsync(ILocator target)
    {
        var box = (await target.BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + 60, box.Y + (box.Height / 2), new() { Steps = 8 });
    }

    /// <summary>The page as a whole must not scroll sideways; a table may scroll in itself.</summary>
    public async Task<int> OverflowAsync() =>
        await Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync()
    {
        await Page.Context.DisposeAsync();
        lock (_faults)
        {
            Assert.Empty(_faults);
        }
    }

    private void Add(string fault)
    {
        lock (_faults)
        {
            _faults.Add(fault);
        }
    }
}
