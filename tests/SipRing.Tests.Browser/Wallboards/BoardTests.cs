using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Wallboards;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Wallboards;

/// <summary>I12: a board on its screen.</summary>
public sealed class BoardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    private TestApp App => browser.App;

    private FakeFloor Floor => browser.App.Floor;

    [Fact]
    public async Task Board_FloorChanges_ShowsItWithoutReload()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting, "453"), Boards.Figure(2, WallboardMetric.Answered, "453"));
        await using var visit = await OpenAsync(board);
        await visit.Page.EvaluateAsync("() => { window.loadedOnce = true; }");
        await Expect(Tile(visit, "Ждут · Доставка")).ToContainTextAsync("1");
        Floor.Change("453", queue => queue with { AnsweredToday = 4321, Waiting = [Waits("x", 5), Waits("y", 3), Waits("z", 1)] });
        await Expect(Tile(visit, "Ждут · Доставка")).ToContainTextAsync("3");
        await Expect(Tile(visit, "Принято · Доставка")).ToContainTextAsync("4 321");
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.loadedOnce === true"));
    }

    [Fact]
    public async Task Board_EveryKindOfTile_ShowsWhatItIsFor()
    {
        Floor.Reset();
        var board = await App.KeepAsync(UsualWallboard.Named($"All {Guid.NewGuid():N}") with { Language = "ru" });
        board = WallboardGrid.Resize(board, 8, 5, 4);
        board = WallboardGrid.Add(board, new() { Id = 0, Kind = WallboardTileKind.Callers })!;
        board = await App.KeepAsync(WallboardGrid.Resize(board, 9, 5, 2));
        await using var visit = await OpenAsync(board);
        await Expect(Tile(visit, "Дольше всех ждут").Locator("time")).ToHaveTextAsync(new Regex(@"^2:\d\d$"));
        await Expect(Tile(visit, "Очереди").GetByRole(AriaRole.Row).Filter(new() { HasText = "Поддержка" }).First).ToContainTextAsync("78,4 %");
        await Expect(Tile(visit, "Операторы").GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Обед" }).First).ToBeVisibleAsync();
        await Expect(Tile(visit, "Последние часы").GetByRole(AriaRole.Img)).ToHaveAccessibleNameAsync(new Regex("принято [1-9]"));
        await Expect(Tile(visit, "Ждут ответа").GetByRole(AriaRole.Listitem).First).ToContainTextAsync("2:");
        await Expect(Tile(visit, "Часы").Locator("time")).ToHaveTextAsync(new Regex(@"^\d\d:\d\d:\d\d$"));

        // Nothing is cut off by its tile, and nothing scrolls.
        Assert.Empty(await visit.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.wb-body')].filter(box => box.scrollHeight > box.clientHeight + 1).map(box => box.innerText.slice(0, 60))"));
        Assert.Equal(0, await visit.OverflowAsync());
    }

    [Fact]
    public async Task Board_ThresholdReached_ColourShapeAndWordSaySo()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting, "453", new WallboardThreshold { Metric = WallboardMetric.Waiting, Warning = 2, Alarm = 3 }));
        await using var visit = await OpenAsync(board);
        var tile = Tile(visit, "Ждут · Доставка");
        var calm = await ColourAsync(tile);
        Wait(2);
        await Expect(tile).ToContainTextAsync("Внимание");
        var warning = await ColourAsync(tile);
        Wait(3);
        await Expect(tile).ToContainTextAsync("Тревога");
        var alarm = await ColourAsync(tile);
        Assert.Equal(3, new HashSet<string> { calm, warning, alarm }.Count);
        Wait(1);
        await Expect(tile.Locator(".wb-mark")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Board_LongestWaitGrows_ReachesItsThresholdByItself()
    {
        Floor.Change("453", queue => queue with { Waiting = [Waits("x", 0)] });
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.LongestWait, "453", new WallboardThreshold { Metric = WallboardMetric.LongestWait, Warning = 4, Alarm = 600 }));
        await using var visit = await OpenAsync(board);
        await Expect(Tile(visit, "Дольше всех ждут · Доставка")).ToContainTextAsync("Внимание");
    }

    [Fact]
    public async Task Board_ThresholdWithSound_SoundsOncePerCrossing()
    {
        var board = await App.MakeAsync(
            Boards.Figure(1, WallboardMetric.Waiting, "453", new WallboardThreshold { Metric = WallboardMetric.Waiting, Warning = 2, Alarm = 3, Sound = WallboardSound.Warning }),
            Boards.Figure(2, WallboardMetric.Answered, "453"));
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.AddInitScriptAsync(
            """
            const create = AudioContext.prototype.createOscillator;
            window.tones = 0;
            AudioContext.prototype.createOscillator = function () { window.tones++; return create.call(this); };
            """);
        await visit.GoLiveAsync($"/wallboards/{board.Id}");

        // Nobody has touched the page yet: the browser keeps it silent, and the page says so.
        var allow = visit.Button("Нажмите, чтобы разрешить звук");
        await allow.ClickAsync();
        await Expect(allow).ToBeHiddenAsync();
        var tones = await TonesAsync(visit);

        Wait(2);
        await Expect(Tile(visit, "Ждут · Доставка")).ToContainTextAsync("Внимание");
        Assert.Equal(tones + 1, await TonesAsync(visit));

        // Other news of the same tile, and of others, are no crossing; the alarm is: three tones.
        Floor.Change("453", queue => queue with { AnsweredToday = 555 });
        await Expect(Tile(visit, "Принято · Доставка")).ToContainTextAsync("555");
        Assert.Equal(tones + 1, await TonesAsync(visit));
        Wait(3);
        await Expect(Tile(visit, "Ждут · Доставка")).ToContainTextAsync("Тревога");
        Assert.Equal(tones + 4, await TonesAsync(visit));

        // Muted, a crossing is seen and not heard.
        Wait(1);
        await Expect(Tile(visit, "Ждут · Доставка").Locator(".wb-mark")).ToHaveCountAsync(0);
        await visit.Button("Выключить звук").ClickAsync();
        Wait(4);
        await Expect(Tile(visit, "Ждут · Доставка")).ToContainTextAsync("Тревога");
        Assert.Equal(tones + 4, await TonesAsync(visit));
        await Expect(visit.Button("Включить звук")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Board_AsteriskIsGone_SaysItsAgeAndIsGrey()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.LongestWait, "451"));
        await using var visit = await OpenAsync(board);
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeHiddenAsync();
        Floor.Change(floor => floor with { Link = new(LinkState.Stale, TimeProvider.System.GetUtcNow().AddSeconds(-75), "connection refused") });
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(new Regex(@"Нет связи с Asterisk\s*1:\d\d"));
        await Expect(visit.Page.Locator("main")).ToHaveClassAsync(new Regex("stale-data"));
        Floor.Change(floor => floor with { Link = new(LinkState.Live, TimeProvider.System.GetUtcNow(), null) });
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Board_ServerRestarts_SaysItIsStaleAndReloadsByItself()
    {
        await using var app = await TestApp.StartAsync();
        var board = await app.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting));
        var link = await app.ShareAsync(board);
        await using var visit = await browser.StrangerAsync(link, address: app.Address);
        await visit.LiveAsync();
        await visit.Page.EvaluateAsync("() => { window.loadedBefore = true; }");
        await app.StopAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync(new Regex(@"Нет связи с сервером.*\d:\d\d"));
        await app.StartAgainAsync();
        await visit.Page.WaitForFunctionAsync("() => !window.loadedBefore && document.documentElement.dataset.connected === 'true'");
        await Expect(visit.Page.GetByRole(AriaRole.Status)).ToBeHiddenAsync();
        await Expect(Tile(visit, "Ждут")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Board_ChangedInTheEditor_OpenScreensFollow()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting));
        await using var visit = await OpenAsync(board);
        await Expect(Tile(visit, "Ждут")).ToBeVisibleAsync();
        await App.KeepAsync(board with { Tiles = [new() { Id = 2, Kind = WallboardTileKind.Text, Width = 12, Height = 2, Text = "Совещание <b>в 15:00</b>" }] });
        await Expect(visit.Page.GetByText("Совещание <b>в 15:00</b>")).ToBeVisibleAsync();
        await Expect(Tile(visit, "Ждут")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Board_ManyThousandChanges_KeepsNothingOfThem()
    {
        var board = await App.KeepAsync(UsualWallboard.Named($"Weeks {Guid.NewGuid():N}"));
        await using var visit = await browser.OpenAsync("/panel");
        await visit.Page.AddInitScriptAsync(
            """
            window.EventSource = class extends EventTarget {
              constructor() { super(); window.stream = this; }
              close() {}
              say(name, data) { this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) })); }
            };
            """);
        await visit.Page.GotoAsync($"/wallboards/{board.Id}");
        await visit.Page.WaitForFunctionAsync("() => window.stream");
        const string Run =
            """
            count => {
              const html = [...document.querySelectorAll('[data-tile]')].map(tile => ({ id: Number(tile.dataset.tile), html: tile.outerHTML }));
              for (let i = 0; i < count; i++) {
                stream.say('tiles', { now: Date.now(), tiles: html.map(tile => ({ ...tile, html: tile.html.replace(/data-alerts="[^"]*"/, `data-alerts="Waiting:${i}=1"`) })) });
                stream.say('beat', { now: Date.now() });
              }
              return document.querySelectorAll('*').length;
            }
            """;
        var cdp = await visit.Page.Context.NewCDPSessionAsync(visit.Page);
        var before = await visit.Page.EvaluateAsync<int>(Run, 200);
        var nodes = await NodesAsync(cdp);
        Assert.Equal(before, await visit.Page.EvaluateAsync<int>(Run, 2000));
        Assert.InRange(await NodesAsync(cdp), 0, nodes * 1.2 + 500);
    }

    [Fact]
    public async Task Board_KeyF_FillsTheScreenAndTheCursorHides()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Waiting));
        await using var visit = await OpenAsync(board);
        await visit.Page.Keyboard.PressAsync("f");
        await visit.Page.WaitForFunctionAsync("() => document.fullscreenElement !== null");
        await visit.Page.Keyboard.PressAsync("f");
        await visit.Page.WaitForFunctionAsync("() => document.fullscreenElement === null");
        await visit.Page.WaitForFunctionAsync("() => getComputedStyle(document.body).cursor === 'none'");
        await visit.Page.Mouse.MoveAsync(200, 200);
        await visit.Page.WaitForFunctionAsync("() => getComputedStyle(document.body).cursor !== 'none'");
    }

    public ValueTask DisposeAsync()
    {
        Floor.Reset();
        return ValueTask.CompletedTask;
    }

    private async Task<Visit> OpenAsync(Wallboard board) => await browser.OpenAsync($"/wallboards/{board.Id}", new() { Width = 1920, Height = 1080 });

    private void Wait(int callers) => Floor.Change("453", queue => queue with { Waiting = [.. Enumerable.Range(0, callers).Select(i => Waits($"w{i}", 1))] });

    private static FloorWaiting Waits(string call, int seconds) => new(call, "+79001112233", null, TimeProvider.System.GetUtcNow().AddSeconds(-seconds), 1);

    private static ILocator Tile(Visit visit, string title) => visit.Page.GetByRole(AriaRole.Article, new() { Name = title, Exact = true });

    private static Task<string> ColourAsync(ILocator tile) => tile.EvaluateAsync<string>("tile => getComputedStyle(tile).backgroundColor");

    private static Task<int> TonesAsync(Visit visit) => visit.Page.EvaluateAsync<int>("() => window.tones");

    private static async Task<int> NodesAsync(ICDPSession cdp)
    {
        await cdp.SendAsync("HeapProfiler.collectGarbage");
        return (await cdp.SendAsync("Memory.getDOMCounters"))!.Value.GetProperty("nodes").GetInt32();
    }
}
