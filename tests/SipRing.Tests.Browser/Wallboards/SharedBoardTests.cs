using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Wallboards;
using SipRing.Tests.Browser.Host;
using static Microsoft.Playwright.Assertions;

namespace SipRing.Tests.Browser.Wallboards;

/// <summary>A board by its public link: that board, nothing else, and only while the link holds.</summary>
public sealed class SharedBoardTests(BrowserFixture browser) : IClassFixture<BrowserFixture>, IAsyncDisposable
{
    private TestApp App => browser.App;

    [Fact]
    public async Task Link_BrowserWithoutCookies_ShowsTheBoardLiveAndGoesDarkWhenEnded()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Answered, "453"));
        var link = await App.ShareAsync(board);
        await using var visit = await browser.StrangerAsync(link);
        await visit.LiveAsync();
        App.Floor.Change("453", queue => queue with { AnsweredToday = 4321 });
        await Expect(visit.Page.GetByRole(AriaRole.Article)).ToContainTextAsync("4 321");
        await Expect(visit.Link("Табло")).ToHaveCountAsync(0);
        Assert.Empty(await visit.Page.Context.CookiesAsync());

        await App.UnshareAsync(board);
        await Expect(visit.Page.GetByText("Это табло больше не показывается")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Article)).ToHaveCountAsync(0);
        Assert.Equal(404, (await visit.Page.GotoAsync(link))!.Status);
        Assert.Equal(404, (await visit.Page.GotoAsync(link + "/live"))!.Status);
    }

    [Fact]
    public async Task Link_BoardDeleted_ScreenGoesDark()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Answered));
        await using var visit = await browser.StrangerAsync(await App.ShareAsync(board));
        await visit.LiveAsync();
        await App.Get<DeleteWallboard>().HandleAsync(CallCenter.Access.Actor.CommandLine, board.Id, CancellationToken.None);
        await Expect(visit.Page.GetByText("Это табло больше не показывается")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Link_NamesAndNumbersHidden_AreNowhereInPageOrStream()
    {
        var tiles = new WallboardTile[]
        {
            new() { Id = 1, Kind = WallboardTileKind.Agents, Width = 8, Height = 8 },
            new() { Id = 2, Kind = WallboardTileKind.Callers, X = 8, Width = 4, Height = 8 },
        };
        var board = await App.KeepAsync(new() { Name = $"Hidden {Guid.NewGuid():N}", Tiles = tiles });
        var link = await App.ShareAsync(board);
        var (name, caller) = (App.Floor.Current.Queues["451"].Members[0].Name, App.Floor.Current.Queues["451"].Waiting[0].Caller);
        var hidden = await PageAndStreamAsync(link);
        Assert.DoesNotContain(name, hidden, StringComparison.Ordinal);
        Assert.DoesNotContain(caller[^10..^4], hidden.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("4401", hidden, StringComparison.Ordinal);

        await App.KeepAsync(board with { HideNames = false, HideCallers = false });
        Assert.Contains(name, await PageAndStreamAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Link_Answers_SetNoCookieAndAreNotForIndexes()
    {
        var link = await App.ShareAsync(await App.MakeAsync(Boards.Figure(1, WallboardMetric.Answered)));
        using var client = Client();
        using var page = await client.GetAsync(link);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.False(page.Headers.Contains("Set-Cookie"));
        Assert.Equal("noindex, nofollow", page.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var stream = await client.GetAsync(link + "/live", HttpCompletionOption.ResponseHeadersRead);
        Assert.False(stream.Headers.Contains("Set-Cookie"));
        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Link_Holder_ReachesNothingElse()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Answered));
        var link = await App.ShareAsync(board);
        using var client = Client();
        foreach (var path in new[] { "/panel", "/wallboards", $"/wallboards/{board.Id}", $"/wallboards/{board.Id}/live", $"/wallboards/{board.Id}/edit", link + "/../../panel", link + "/edit" })
        {
            using var answer = await client.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.Redirect && answer.Headers.Location!.OriginalString.Contains("/login", StringComparison.Ordinal), $"{path}: {answer.StatusCode}");
        }

        foreach (var path in new[] { $"/board/{board.Id}", "/board/wb_", "/board/wb_" + new string('A', 43) })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var write = await client.PostAsync(link, null);
        Assert.False(write.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Links_ThatDoNotExist_AreRefusedAfterAFew()
    {
        await using var app = await TestApp.StartAsync();
        var link = await app.ShareAsync(await app.MakeAsync(Boards.Figure(1, WallboardMetric.Answered)));
        using var client = new HttpClient { BaseAddress = app.Address };
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i <= BoardLimit.WrongAMinute; i++)
            answers.Add((await client.GetAsync($"/board/wb_{i}")).StatusCode);
        Assert.All(answers[..^1], status => Assert.Equal(HttpStatusCode.NotFound, status));
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        using var right = await client.GetAsync(link);
        Assert.Equal(HttpStatusCode.TooManyRequests, right.StatusCode);
        Assert.Equal(TimeSpan.FromMinutes(1), right.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task Board_OperatorWithoutTheRight_IsForbidden()
    {
        var board = await App.MakeAsync(Boards.Figure(1, WallboardMetric.Answered));
        await using var visit = await browser.OpenAsync("/panel");
        await using var other = await browser.StrangerAsync("/login");
        await other.SignInAsync("operator", TestApp.Password);
        Assert.Equal(403, (await other.Page.GotoAsync($"/wallboards/{board.Id}"))!.Status);
        Assert.Equal(200, (await visit.Page.GotoAsync($"/wallboards/{board.Id}"))!.Status);
    }

    public ValueTask DisposeAsync()
    {
        App.Floor.Reset();
        return ValueTask.CompletedTask;
    }

    private HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = App.Address };

    /// <summary>What a stranger gets: the page, and the first whole board of its stream.</summary>
    private async Task<string> PageAndStreamAsync(string link)
    {
        using var client = Client();
        var text = new System.Text.StringBuilder(WebUtility.HtmlDecode(await client.GetStringAsync(link)));
        using var reader = new StreamReader(await client.GetStreamAsync(link + "/live"));
        string? line;
        while ((line = await reader.ReadLineAsync()) is not null && !(line.StartsWith("data:", StringComparison.Ordinal) && line.Contains("\"tiles\"", StringComparison.Ordinal)))
            text.AppendLine(line);
        return text.AppendLine(WebUtility.HtmlDecode(Regex.Unescape(line!))).ToString();
    }
}
