using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Wallboards;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Wallboards;

/// <summary>The list of boards and the editor, by mouse and by keys.</summary>
public sealed class WallboardEditorTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    private TestApp App => browser.App;

    [Fact]
    public async Task List_NewBoard_IsTheUsualOneAndOpensTheEditor()
    {
        var name = $"Зал {Guid.NewGuid():N}"[..20];
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Главное меню" }).GetByRole(AriaRole.Link, new() { Name = "Табло" }).ClickAsync();
        await visit.Link("Добавить табло").First.ClickAsync();
        await visit.Button("Создать").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("В названии табло");
        await visit.Page.GetByLabel("Название").FillAsync(name);
        await visit.Button("Создать").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[data-tile]")).ToHaveCountAsync(8);
        await Expect(visit.Page.GetByRole(AriaRole.Article, new() { Name = "Принято", Exact = true })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Tile_DraggedByMouse_MovesAndIsSavedForEveryScreen()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting), Boards.Figure(2, WallboardMetric.Answered));
        await using var screen = await browser.OpenAsync($"/wallboards/{board.Id}");
        await using var visit = await EditAsync(board);
        var tile = Handle(visit, "Ждут");
        var box = (await tile.BoundingBoxAsync())!;
        var cell = (X: box.Width / 3, Y: box.Height / 3);
        await visit.Page.Mouse.MoveAsync(box.X + 20, box.Y + 20);
        await visit.Page.Mouse.DownAsync();
        await visit.Page.Mouse.MoveAsync(box.X + 20 + cell.X * 3, box.Y + 20 + cell.Y * 4, new() { Steps = 8 });
        await Expect(visit.Page.Locator(".wb-ghost")).ToBeVisibleAsync();
        await visit.Page.Mouse.UpAsync();
        await Expect(tile).ToHaveAccessibleNameAsync(new Regex("столбец [45], ряд 5, 3 на 3"));
        await Expect(visit.Page.GetByText("Не сохранено")).ToBeVisibleAsync();

        await visit.Button("Сохранить").ClickAsync();
        await Expect(visit.Page.GetByText("экраны уже показывают его")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByRole(AriaRole.Article, new() { Name = "Ждут", Exact = true })).ToHaveAttributeAsync("style", new Regex(@"grid-area: 5 / [45] / span 3 / span 3"));
    }

    [Fact]
    public async Task Tile_ByKeys_MovesResizesIsRemovedAndComesBack()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting), Boards.Figure(2, WallboardMetric.Answered));
        await using var visit = await EditAsync(board);
        var tile = Handle(visit, "Ждут");
        await tile.FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(tile).ToHaveAccessibleNameAsync("Ждут: столбец 1, ряд 2, 3 на 3");
        await visit.Page.Keyboard.PressAsync("Shift+ArrowLeft");
        await Expect(tile).ToHaveAccessibleNameAsync("Ждут: столбец 1, ряд 2, 2 на 3");
        await Expect(tile).ToBeFocusedAsync();

        // Onto its neighbour, which makes way downwards.
        await visit.Page.Keyboard.PressAsync("Shift+ArrowRight");
        await Expect(tile).ToHaveAccessibleNameAsync("Ждут: столбец 1, ряд 2, 3 на 3");
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(Handle(visit, "Принято")).ToHaveAccessibleNameAsync("Принято: столбец 4, ряд 5, 3 на 3");

        await visit.Page.Keyboard.PressAsync("Delete");
        await Expect(tile).ToHaveCountAsync(0);
        await visit.Page.Keyboard.PressAsync("Control+z");
        await Expect(tile).ToHaveAccessibleNameAsync("Ждут: столбец 2, ряд 2, 3 на 3");
    }

    [Fact]
    public async Task Tile_AddedWithThreshold_IsSeenInThePreviewAtOnce()
    {
        var board = await App.MakeAsync();
        await using var visit = await EditAsync(board);
        await visit.Button("Добавить плитку").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitem, new() { Name = "Показатель" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Menu)).ToHaveCountAsync(0);
        await visit.Page.GetByLabel("453 Доставка").CheckAsync();
        var tile = visit.Page.GetByRole(AriaRole.Article, new() { Name = "Ждут · Доставка", Exact = true });
        await Expect(tile).ToContainTextAsync("1");
        await visit.Page.GetByLabel("Тревога").FillAsync("1");
        await visit.Page.GetByLabel("Тревога").BlurAsync();
        await Expect(tile).ToContainTextAsync("Тревога");

        // The alarm before the warning: refused, and the tile that is wrong is open.
        await visit.Page.GetByLabel("Внимание").FillAsync("5");
        await visit.Page.GetByLabel("Внимание").BlurAsync();
        await visit.Button("Сохранить").ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Тревога наступает после внимания");
    }

    [Fact]
    public async Task Board_NotSaved_AsksBeforeItIsLeft()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting));
        await using var visit = await EditAsync(board);
        await Handle(visit, "Ждут").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(visit.Page.GetByText("Не сохранено")).ToBeVisibleAsync();
        await visit.Link("Панель").First.ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Изменения табло не сохранены");
        await visit.Button("Уйти без сохранения").ClickAsync();
        await Expect(visit.Page).ToHaveURLAsync(new Regex("/panel$"));
        Assert.Equal(0, (await App.Get<GetWallboard>().HandleAsync(Actor.CommandLine, board.Id, CancellationToken.None)).Value!.Tiles[0].Y);
    }

    [Fact]
    public async Task Link_SupervisorSeesIt_AdministratorMakesAndEndsIt()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting));
        await using (var visit = await EditAsync(board))
        {
            await Expect(visit.Page.GetByText("разрешает администратор")).ToBeVisibleAsync();
            await Expect(visit.Button("Разрешить открытую ссылку")).ToHaveCountAsync(0);
            await Expect(visit.Page.GetByLabel("Скрыть имена операторов")).ToBeDisabledAsync();
        }

        await using var admin = await EditAsync(board, "admin");
        await admin.Button("Разрешить открытую ссылку").ClickAsync();
        var address = await admin.Page.GetByLabel("Ссылка, показывается один раз").InputValueAsync();
        await using var stranger = await browser.StrangerAsync(new Uri(address).AbsolutePath);
        await Expect(stranger.Page.GetByRole(AriaRole.Article, new() { Name = "Ждут", Exact = true })).ToBeVisibleAsync();
        await admin.Button("Отозвать ссылку").ClickAsync();
        await admin.Page.GetByRole(AriaRole.Group, new() { Name = "Экраны, открытые по ней, погаснут. Продолжить?" }).GetByRole(AriaRole.Button, new() { Name = "Отозвать ссылку" }).ClickAsync();
        await Expect(stranger.Page.GetByText("Это табло больше не показывается")).ToBeVisibleAsync();
        await Expect(admin.Button("Разрешить открытую ссылку")).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("/wallboards", 390)]
    [InlineData("/wallboards", 1280)]
    [InlineData("edit", 390)]
    [InlineData("edit", 1280)]
    public async Task Page_AnyWidth_DoesNotScrollSideways(string path, int width)
    {
        var board = await App.KeepAsync(UsualWallboard.Named($"Wide {Guid.NewGuid():N}"));
        await using var visit = await browser.OpenAsync(path == "edit" ? $"/wallboards/{board.Id}/edit" : path, new() { Width = width, Height = 800 });
        await Expect(visit.Page.GetByText(board.Name).First).ToBeVisibleAsync();
        Assert.Equal(0, await visit.OverflowAsync());
    }

    public ValueTask DisposeAsync()
    {
        App.Floor.Reset();
        return ValueTask.CompletedTask;
    }

    private async Task<Visit> EditAsync(Wallboard board, string user = "supervisor")
    {
        var visit = await browser.OpenAsync($"/wallboards/{board.Id}/edit", new() { User = user });
        await Expect(visit.Page.GetByRole(AriaRole.Region, new() { Name = "Живой вид" })).ToBeVisibleAsync();
        return visit;
    }

    private static ILocator Handle(Visit visit, string title) => visit.Page.GetByRole(AriaRole.Button, new() { NameRegex = new($"^{title}: столбец") });
}
