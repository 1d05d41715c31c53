using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Finding;

/// <summary>The keyboard alone: going anywhere by typing, keys for rows, and the help that names them.</summary>
public sealed class FinderTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Theory]
    [InlineData("доставка", @"/panel\?queue=453$")]
    [InlineData("глотов и", @"/reports/queues\?agent=1$")]
    [InlineData("потерянные", @"/lost$")]
    [InlineData("очередей: потерянные", @"/reports/queues\?outcome=lost$")]
    [InlineData("4495123", @"/reports/queues\?period=month&caller=4495123$")]
    public async Task Finder_TypedAndEnter_GoesThere(string text, string address)
    {
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.Keyboard.PressAsync("Control+k");
        var field = Finder(visit).GetByRole(AriaRole.Combobox);
        await Expect(field).ToBeFocusedAsync();
        await field.FillAsync(text);
        var first = Finder(visit).GetByRole(AriaRole.Option).First;
        await Expect(first).ToContainTextAsync(text, new() { IgnoreCase = true });
        await Expect(first).ToHaveAttributeAsync("aria-selected", "true");
        await visit.Page.Keyboard.PressAsync("Enter");
        await Expect(visit.Page).ToHaveURLAsync(new Regex(address));
        await Expect(field).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Finder_Extension_ShowsItsTile()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.Keyboard.PressAsync("Control+k");
        await Finder(visit).GetByRole(AriaRole.Combobox).FillAsync("4598");
        await Finder(visit).GetByRole(AriaRole.Option).Filter(new() { HasText = "номер на панели" }).ClickAsync();
        var tile = visit.Region("Номера").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "4598" });
        await Expect(tile).ToHaveAttributeAsync("aria-current", "true");
        await Expect(tile).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Finder_EscAndNothingFound_LeaveThePageAsItIs()
    {
        await using var visit = await browser.OpenAsync("/panel?queue=451");
        await visit.Page.Keyboard.PressAsync("Control+k");
        await Finder(visit).GetByRole(AriaRole.Combobox).FillAsync("qqqq");
        await Expect(visit.Page.GetByText("Такого нет.")).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(Finder(visit).GetByRole(AriaRole.Combobox)).ToBeHiddenAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("queue=451$"));
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/panel$"));
    }

    [Fact]
    public async Task Keys_HelpPagesSearchAndRows_NeedNoMouse()
    {
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.Keyboard.PressAsync("?");
        var help = visit.Page.GetByRole(AriaRole.Dialog, new() { Name = "Клавиши" });
        await Expect(help).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await Expect(help).ToBeHiddenAsync();

        await visit.Region("Очереди").GetByRole(AriaRole.Link, new() { Name = "450" }).FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visit.Region("Очереди").GetByRole(AriaRole.Link, new() { Name = "Поддержка", Exact = true })).ToBeFocusedAsync();

        await visit.Page.Keyboard.PressAsync("g");
        await visit.Page.Keyboard.PressAsync("q");
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/reports/queues$"));
        var search = visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Абонент" });
        await Expect(search).ToBeVisibleAsync();
        await visit.Page.Keyboard.PressAsync("/");
        await Expect(search).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("/panel?queue=450&sort=state", "Панель")]
    [InlineData("/reports/queues?outcome=lost&queue=450", "Очереди")]
    public async Task Navigation_AddressWithFilter_MarksItsPage(string path, string name)
    {
        await using var visit = await browser.OpenAsync(path);
        var marked = visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Главное меню" }).Locator("[aria-current=page]");
        await Expect(marked).ToHaveCountAsync(1);
        await Expect(marked).ToHaveTextAsync(name);
    }

    private static ILocator Finder(Visit visit) => visit.Page.Locator("[data-finder]");
}
