using SipRing.CallCenter.Access;
using SipRing.CallCenter.Wallboards;
using SipRing.Tests.Browser.Departments;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Wallboards;

/// <summary>Whoever is limited to departments sees nobody else on a board either.</summary>
public sealed class LimitedBoardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly WallboardTile[] s_tiles =
    [
        new() { Id = 1, Kind = WallboardTileKind.Agents, Width = 6, Height = 8 },
        new() { Id = 2, Kind = WallboardTileKind.Callers, X = 6, Width = 3, Height = 8 },
        new() { Id = 3, Kind = WallboardTileKind.Queues, X = 9, Width = 3, Height = 8, Metrics = [WallboardMetric.Waiting] },
    ];

    [Fact]
    public async Task Board_OfALimitedSupervisor_HoldsNothingOfOthersAndFollowsTheLimit()
    {
        await using var scene = await DepartmentScene.CreateAsync(browser.App);
        await scene.LimitAsync(scene.Sales, scene.Support);
        var board = await browser.App.MakeAsync(s_tiles);
        await using var visit = await browser.OpenAsync($"/wallboards/{board.Id}", new() { User = scene.User, Width = 1920, Height = 1080 });
        var (own, other) = (DemoFloor.Name(0), DemoFloor.Name(3));
        await Expect(visit.Page.GetByText(own)).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(other)).ToBeVisibleAsync();

        await scene.LimitAsync(scene.Sales);
        await Expect(visit.Page.GetByText(other)).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByText(own)).ToBeVisibleAsync();
        var html = await (await visit.Page.APIRequest.GetAsync($"/wallboards/{board.Id}")).TextAsync();
        Assert.Contains(System.Net.WebUtility.HtmlDecode(own), System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.DoesNotContain(other, System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        await visit.GoLiveAsync($"/wallboards/{board.Id}/edit");
        await Expect(visit.Page.GetByText(own)).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText(other)).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Save_LimitedSupervisorOnABoardWithALink_IsRefused()
    {
        await using var scene = await DepartmentScene.CreateAsync(browser.App);
        await scene.LimitAsync(scene.Sales);
        var limited = new Actor(ActorKind.User, scene.User, Role.Supervisor);
        var save = browser.App.Get<SaveWallboard>();
        var board = await browser.App.MakeAsync(s_tiles);
        board = (await save.HandleAsync(limited, board with { Rows = 9 }, CancellationToken.None)).Value!.Board;
        await browser.App.ShareAsync(board);

        Assert.Equal("wallboard-shared", (await save.HandleAsync(limited, board with { Rows = 10 }, CancellationToken.None)).Refusal!.Id);
        await browser.App.UnshareAsync(board);
        Assert.True((await save.HandleAsync(limited, board with { Rows = 10 }, CancellationToken.None)).Succeeded);
    }
}
