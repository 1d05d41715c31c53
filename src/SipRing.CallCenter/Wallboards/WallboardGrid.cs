namespace SipRing.CallCenter.Wallboards;

/// <summary>
/// The rules of the layout. Tiles stay on the grid and never lie on each other: a tile that is put onto others pushes them
/// down, and where there is no room below, nothing moves at all.
/// </summary>
public static class WallboardGrid
{
    public const int Columns = 12;
    public const int FewestRows = 4;
    public const int MostRows = 16;
    public const int MostTiles = 40;

    public static (int Width, int Height) Least(WallboardTileKind kind) => kind switch
    {
        WallboardTileKind.Figure or WallboardTileKind.Clock or WallboardTileKind.Text => (1, 1),
        WallboardTileKind.Queues or WallboardTileKind.Agents or WallboardTileKind.Trend or WallboardTileKind.Callers => (2, 2),
    };

    public static (int Width, int Height) Usual(WallboardTileKind kind) => kind switch
    {
        WallboardTileKind.Figure or WallboardTileKind.Clock => (2, 2),
        WallboardTileKind.Queues => (6, 4),
        WallboardTileKind.Agents => (6, 4),
        WallboardTileKind.Trend => (6, 3),
        WallboardTileKind.Callers => (3, 3),
        WallboardTileKind.Text => (4, 1),
    };

    /// <summary>One more tile, with a new id, at the first place from the top where it fits; smaller where it has to be. Null where the board is full.</summary>
    public static Wallboard? Add(Wallboard board, WallboardTile tile)
    {
        if (board.Tiles.Count >= MostTiles)
            return null;
        var id = Enumerable.Range(1, MostTiles).First(free => board.Tiles.All(t => t.Id != free));
        var (usual, least) = (Usual(tile.Kind), Least(tile.Kind));
        var sizes = from width in Enumerable.Range(least.Width, usual.Width - least.Width + 1)
                    from height in Enumerable.Range(least.Height, usual.Height - least.Height + 1)
                    orderby width * height descending, width descending
                    select tile with { Id = id, Width = width, Height = height };
        return sizes.Select(sized => FirstFree(board, sized)).FirstOrDefault(placed => placed is not null) is { } placed ? board with { Tiles = [.. board.Tiles, placed] } : null;
    }

    public static Wallboard Remove(Wallboard board, int id) => board with { Tiles = [.. board.Tiles.Where(t => t.Id != id)] };

    /// <summary>To another place; beyond the edges is at the edge.</summary>
    public static Wallboard Move(Wallboard board, int id, int x, int y) => board.Tiles.FirstOrDefault(t => t.Id == id) is { } tile
        ? Place(board, tile with { X = Math.Clamp(x, 0, Columns - tile.Width), Y = Math.Clamp(y, 0, board.Rows - tile.Height) })
        : board;

    /// <summary>Another size with the same upper left corner, not smaller than the kind needs and not beyond the edges.</summary>
    public static Wallboard Resize(Wallboard board, int id, int width, int height)
    {
        if (board.Tiles.FirstOrDefault(t => t.Id == id) is not { } tile)
            return board;
        var least = Least(tile.Kind);
        return Place(board, tile with
        {
            Width = Math.Clamp(width, least.Width, Math.Max(least.Width, Columns - tile.X)),
            Height = Math.Clamp(height, least.Height, Math.Max(least.Height, board.Rows - tile.Y)),
        });
    }

    public static bool IsInside(WallboardTile tile, int rows) =>
        tile is { X: >= 0, Y: >= 0 } && tile.Width <= Columns && tile.X <= Columns - tile.Width && tile.Height <= rows && tile.Y <= rows - tile.Height
        && tile.Width >= Least(tile.Kind).Width && tile.Height >= Least(tile.Kind).Height;

    private static WallboardTile? FirstFree(Wallboard board, WallboardTile tile)
    {
        for (var y = 0; y + tile.Height <= board.Rows; y++)
        {
            for (var x = 0; x + tile.Width <= Columns; x++)
            {
                var here = tile with { X = x, Y = y };
                if (!board.Tiles.Any(here.Overlaps))
                    return here;
            }
        }

        return null;
    }

    private static Wallboard Place(Wallboard board, WallboardTile placed)
    {
        if (board.Tiles.Contains(placed))
            return board;
        var settled = new List<WallboardTile> { placed };

        // From the top down, so that each tile is pushed by those above it only.
        foreach (var tile in board.Tiles.Where(t => t.Id != placed.Id).OrderBy(t => t.Y).ThenBy(t => t.X))
        {
            var next = tile;
            while (settled.Where(next.Overlaps).Select(t => t.Y + t.Height).DefaultIfEmpty(next.Y).Max() is var below && below > next.Y)
                next = next with { Y = below };
            settled.Add(next);
        }

        return settled.TrueForAll(t => IsInside(t, board.Rows))
            ? board with { Tiles = [.. board.Tiles.Select(t => settled.Find(s => s.Id == t.Id)!)] }
            : board;
    }
}
