using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Wallboards.Tiles;

namespace SipRing.Server.Wallboards;

/// <summary>Draws the tiles of a board as text, in the language of whoever asks.</summary>
public sealed class BoardRenderer(IServiceProvider services, ILoggerFactory loggers, WatchFloor floor, TrendReader trends, TimeProvider clock)
{
    /// <param name="board">Which.</param>
    /// <param name="actor">Who looks: nothing is shown beyond his departments. A public link shows what its board has.</param>
    /// <param name="isPublic">By the public link.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<BoardFrame> FrameAsync(Wallboard board, Actor actor, bool isPublic, CancellationToken cancellationToken)
    {
        var read = await trends.OfAsync(board, actor, cancellationToken);
        return new() { Board = board, Floor = floor.Known(actor), Now = clock.GetUtcNow(), Trends = read, Public = isPublic };
    }

    public async Task<IReadOnlyList<TileText>> TilesAsync(BoardFrame frame)
    {
        // A renderer keeps whatever it has drawn until it is disposed: one for each picture, or a screen of weeks would fill the memory.
        await using var html = new HtmlRenderer(services, loggers);
        return await html.Dispatcher.InvokeAsync(async () =>
        {
            var tiles = new List<TileText>(frame.Board.Tiles.Count);
            foreach (var tile in frame.Board.Tiles)
            {
                var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(TileView.Tile)] = tile, [nameof(TileView.Frame)] = frame });
                tiles.Add(new(tile.Id, (await html.RenderComponentAsync<TileView>(parameters)).ToHtmlString()));
            }

            return tiles;
        });
    }
}

public sealed record TileText(int Id, string Html);
