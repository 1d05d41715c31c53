using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Api;

namespace SipRing.Server.Wallboards;

/// <summary>
/// Keeps one screen true as server-sent events: the whole board first and after each change of it, then the tiles that look
/// otherwise than before, a beat while nothing does, and at the end that there is nothing to see here any more.
/// </summary>
public sealed partial class BoardStream(
    BoardRenderer renderer, IFloor floor, WallboardChanges changes, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<BoardStream> log)
{
    /// <summary>How often a screen may change; many changes of the floor are one of the screen.</summary>
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(300);

    /// <summary>Times reach their thresholds without any news.</summary>
    private static readonly TimeSpan s_longestStill = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_lookAgain = TimeSpan.FromSeconds(30);

    /// <summary>Another one after each start: a screen that finds another one loads its page anew.</summary>
    public string Boot { get; } = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);

    /// <param name="context">The request.</param>
    /// <param name="id">Of the board.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="isPublic">By the public link.</param>
    /// <param name="open">The board as it is now; null where this screen may see it no more.</param>
    public async Task WriteAsync(HttpContext context, int id, Actor actor, bool isPublic, Func<CancellationToken, Task<Wallboard?>> open)
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void OnChanged(int changed)
        {
            if (changed == id)
                news.Writer.TryWrite(true);
        }

        changes.Changed += OnChanged;
        try
        {
            await RunAsync(new Screen(context.Response, actor, isPublic), open, news.Reader, ending.Token);
        }
        catch (Exception) when (ending.IsCancellationRequested)
        {
            // The screen was switched off, or the server stops; whatever was on its way may fail.
            return;
        }
        finally
        {
            changes.Changed -= OnChanged;
        }
    }

    private async Task RunAsync(Screen screen, Func<CancellationToken, Task<Wallboard?>> open, ChannelReader<bool> news, CancellationToken cancellationToken)
    {
        await screen.SendAsync("hello", new { boot = Boot, now = Now }, cancellationToken);
        Wallboard? board = null;
        var (lookedAt, drawnAt, drawn) = (0L, 0L, -1L);
        for (var first = true; ; first = false)
        {
            if (first || news.TryRead(out _) || clock.GetElapsedTime(lookedAt) >= s_lookAgain)
            {
                (board, lookedAt) = (await OpenAsync(open, board, cancellationToken), clock.GetTimestamp());
                if (board is null)
                {
                    await screen.SendAsync("gone", new { now = Now }, cancellationToken);
                    return;
                }

                drawn = -1;
            }

            var current = floor.Current;
            if (drawn != current.Version || clock.GetElapsedTime(drawnAt) >= s_longestStill)
            {
                await ShowAsync(screen, board!, cancellationToken);
                (drawn, drawnAt) = (current.Version, clock.GetTimestamp());
            }

            if (clock.GetElapsedTime(screen.SentAt) >= s_beat)
                await screen.SendAsync("beat", new { now = Now }, cancellationToken);
            await WaitAsync(news, cancellationToken);
        }
    }

    private async Task ShowAsync(Screen screen, Wallboard board, CancellationToken cancellationToken)
    {
        var frame = await renderer.FrameAsync(board, screen.Actor, screen.IsPublic, cancellationToken);
        var tiles = await renderer.TilesAsync(frame);
        var link = frame.Floor.Link;
        if (screen.Version != board.Version)
        {
            await screen.SendAsync("board", new { now = Now, board.Name, board.Rows, sounds = board.Tiles.Any(t => t.Thresholds.Any(h => h.Sound != WallboardSound.None)), tiles }, cancellationToken);
        }
        else if (tiles.Where(tile => screen.Shown.GetValueOrDefault(tile.Id) != tile.Html).ToList() is { Count: > 0 } other)
        {
            await screen.SendAsync("tiles", new { now = Now, tiles = other }, cancellationToken);
        }

        if (screen.Link != link)
            await screen.SendAsync("link", new { now = Now, live = link.State == LinkState.Live, since = link.Since.ToUnixTimeMilliseconds() }, cancellationToken);
        (screen.Version, screen.Link, screen.Shown) = (board.Version, link, tiles.ToDictionary(tile => tile.Id, tile => tile.Html));
    }

    /// <summary>While the database is away nobody is turned out; nobody's right can be taken away meanwhile either.</summary>
    private async Task<Wallboard?> OpenAsync(Func<CancellationToken, Task<Wallboard?>> open, Wallboard? before, CancellationToken cancellationToken)
    {
        try
        {
            return await open(cancellationToken);
        }
        catch (Exception e) when (before is not null && !cancellationToken.IsCancellationRequested)
        {
            LogNotOpened(e);
            return before;
        }
    }

    private async Task WaitAsync(ChannelReader<bool> news, CancellationToken cancellationToken)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(Task.Delay(s_step, clock, waiting.Token), news.WaitToReadAsync(waiting.Token).AsTask());
        await waiting.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    [LoggerMessage(7021, LogLevel.Warning, "Whether a screen may still show its wallboard could not be read; it goes on")]
    private partial void LogNotOpened(Exception exception);

    /// <summary>What one screen has been sent.</summary>
    private sealed class Screen(HttpResponse response, Actor actor, bool isPublic)
    {
        public Actor Actor => actor;

        public bool IsPublic => isPublic;

        public int Version { get; set; } = -1;

        public FloorLink? Link { get; set; }

        public Dictionary<int, string> Shown { get; set; } = [];

        public long SentAt { get; private set; }

        public async Task SendAsync<T>(string name, T data, CancellationToken cancellationToken)
        {
            var text = JsonSerializer.Serialize(data, StrictJson.Options);
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"event: {name}\ndata: {text}\n\n"), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            SentAt = response.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetTimestamp();
        }
    }
}
