using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.Tests.Browser.Host;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Departments;

/// <summary>What an administrator does with departments, in Chromium.</summary>
public sealed class DepartmentsPageTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly VisitOptions s_admin = new() { User = "admin" };

    [Fact]
    public async Task Department_AddedFilledRenamedAndDeleted_InPlace()
    {
        await using var visit = await browser.OpenAsync("/departments", s_admin);
        await Expect(visit.Page.GetByText("Подразделений пока нет")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Добавить подразделение" }).First.ClickAsync();
        var name = visit.Page.GetByRole(AriaRole.Textbox, new() { Name = "Название" });
        await visit.Button("Создать").ClickAsync();
        await Expect(name).ToHaveAttributeAsync("aria-invalid", "true");
        await name.FillAsync("Продажи \"${EXTEN}\"; /../");
        await visit.Button("Создать").ClickAsync();

        // One by one, and all that the search shows.
        var list = visit.Page.GetByRole(AriaRole.Group, new() { Name = "Состав", Exact = true }).Locator("label");
        await list.Filter(new() { HasText = "4400" }).ClickAsync();
        await Expect(visit.Page.GetByText("4400 Петров")).ToBeVisibleAsync();
        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Найти по номеру или имени" }).FillAsync("441");
        await visit.Button("Добавить показанных (11)").ClickAsync();
        await Expect(visit.Button("Убрать показанных (11)")).ToBeEnabledAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Очереди") }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Найти по номеру или имени" }).FillAsync("доставка");
        await list.Filter(new() { HasText = "453" }).ClickAsync();
        var row = visit.Region("Подразделения").GetByRole(AriaRole.Row, new() { NameRegex = new("^Продажи") });
        await Expect(row).ToHaveTextAsync(new Regex(@"Продажи ""\$\{EXTEN\}""; /\.\./\s*12\s*–\s*1"));

        await name.FillAsync("Отдел продаж");
        await visit.Button("Переименовать").ClickAsync();
        await Expect(visit.Region("Подразделения").GetByRole(AriaRole.Row, new() { NameRegex = new("^Отдел продаж") })).ToBeVisibleAsync();
        await visit.ConfirmAsync("Удалить");
        await Expect(visit.Page.GetByText("Подразделений пока нет")).ToBeVisibleAsync();
    }

    /// <summary>A change is told by whoever made it, in whatever language he speaks.</summary>
    [Fact]
    public async Task Department_AddedByAnEnglishProgram_ThePageStaysRussian()
    {
        await using var visit = await browser.OpenAsync("/departments", s_admin);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { NameRegex = new("^Подразделения") })).ToBeVisibleAsync();

        var (culture, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en-GB");
        var made = await browser.App.Get<SaveDepartment>().HandleAsync(Actor.CommandLine, new(null, "Night shift"), default);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);

        await Expect(visit.Region("Подразделения").GetByRole(AriaRole.Row, new() { NameRegex = new("^Night shift") })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Columnheader, new() { Name = "Название" })).ToBeVisibleAsync();
        await browser.App.Get<DeleteDepartment>().HandleAsync(Actor.CommandLine, made.Value!.Id, default);
    }

    [Fact]
    public async Task Limit_SetOnThePage_OthersLeaveTheSupervisorsOpenPanelAtOnce()
    {
        await using var scene = await DepartmentScene.CreateAsync(browser.App);
        await using var panel = await browser.OpenAsync("/panel", new() { User = scene.User });
        await Expect(panel.Region("Номера").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(200);

        await using var page = await browser.OpenAsync("/departments", s_admin);
        await page.Page.GetByRole(AriaRole.Button, new() { Name = $"{scene.User} видит: всех" }).ClickAsync();
        await page.Page.GetByRole(AriaRole.Checkbox, new() { Name = "Отдел продаж" }).CheckAsync();
        await Expect(page.Region("Подразделения").GetByRole(AriaRole.Row, new() { NameRegex = new("^Отдел продаж") })).ToContainTextAsync(scene.User);

        await Expect(panel.Region("Номера").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await Expect(panel.Region("Операторы").GetByRole(AriaRole.Row)).ToHaveCountAsync(4);
        await Expect(panel.Region("Операторы")).Not.ToContainTextAsync(DemoFloor.Name(3));
        await Expect(panel.Region("Очереди").GetByRole(AriaRole.Row, new() { NameRegex = new("^453") })).ToHaveCountAsync(0);

        // Of another queue his operator is shown, and not who waits there.
        await Expect(panel.Region("Очереди").GetByRole(AriaRole.Row, new() { NameRegex = new("^451") }).GetByRole(AriaRole.Cell).Nth(1)).ToHaveTextAsync("–");
        await Expect(panel.Page.Locator(".waiting li")).ToHaveCountAsync(4);
        Assert.DoesNotContain(DemoFloor.Name(3), await panel.Page.ContentAsync(), StringComparison.Ordinal);

        // Found by typing neither.
        await panel.Page.Keyboard.PressAsync("Control+k");
        await panel.Page.GetByRole(AriaRole.Combobox, new() { Name = "Перейти", Exact = true }).FillAsync("4403");
        await Expect(panel.Page.GetByRole(AriaRole.Option).Filter(new() { HasText = "номер на панели" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task FirstPaint_OfALimitedSupervisor_HoldsNothingOfOthers()
    {
        await using var scene = await DepartmentScene.CreateAsync(browser.App);
        await scene.LimitAsync(scene.Sales);
        await using var visit = await browser.OpenAsync("/panel", new() { User = scene.User });

        foreach (var path in new[] { "/panel", "/panel?queue=451", "/panel?phone=4403", $"/panel?department={scene.Support}" })
        {
            var html = await (await visit.Page.APIRequest.GetAsync(path)).TextAsync();
            Assert.DoesNotContain("4403", html.Replace("phone=4403", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.DoesNotContain(DemoFloor.Name(3), html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Panel_FilteredByDepartment_ShowsItsPeopleAndKeepsTheFilterInLinks()
    {
        await using var scene = await DepartmentScene.CreateAsync(browser.App);
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Подразделение", Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Отдел продаж" });
        await Expect(visit.Page).ToHaveURLAsync(new Regex($@"/panel\?department={scene.Sales}$"));
        await Expect(visit.Region("Номера").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await visit.Region("Очереди").GetByRole(AriaRole.Link, new() { Name = "450", Exact = true }).ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex($@"queue=450&department={scene.Sales}$"));
        await Expect(visit.Region("Номера").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(4);
        await visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Подразделение", Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Все подразделения" });
        await Expect(visit.Region("Номера").GetByRole(AriaRole.Listitem)).ToHaveCountAsync(200);
    }

    [Fact]
    public async Task Report_FilteredByDepartment_CountsWhatItsLineSays()
    {
        await using var scene = await DepartmentScene.CreateAsync(browser.App);
        await using var visit = await browser.OpenAsync("/reports/queues?period=month");
        var line = visit.Page.GetByRole(AriaRole.Table, new() { Name = "По подразделениям" }).GetByRole(AriaRole.Row, new() { NameRegex = new("^Отдел продаж") });
        var answered = await line.GetByRole(AriaRole.Cell).First.InnerTextAsync();
        await line.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(visit.Page).ToHaveURLAsync(new Regex($"department={scene.Sales}"));
        await Expect(visit.Page.GetByRole(AriaRole.Link, new() { NameRegex = new($"^Принятые {Regex.Escape(answered)}$") })).ToBeVisibleAsync();
        await Expect(visit.Button("Подразделение: Отдел продаж")).ToBeVisibleAsync();
        Assert.NotEqual("–", answered);
    }

    [Fact]
    public async Task Report_LimitTakesItsDepartmentAway_RowsLeaveTheOpenPage()
    {
        await using var scene = await DepartmentScene.CreateAsync(browser.App);
        await scene.LimitAsync(scene.Sales, scene.Support);
        await using var visit = await browser.OpenAsync($"/reports/queues?period=month&department={scene.Support}", new() { User = scene.User });
        await Expect(visit.Page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();

        await scene.LimitAsync(scene.Sales);

        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("оно вам не видно");
        await Expect(visit.Page.GetByText(DemoFloor.Name(3))).ToHaveCountAsync(0);
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Все подразделения" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Grid).GetByRole(AriaRole.Row).Nth(1)).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(DemoFloor.Name(3))).ToHaveCountAsync(0);
    }
}
