using SipRing.CallCenter.Wallboards;
using Xunit;

namespace SipRing.Tests.NoServer.Wallboards;

public sealed class WallboardGridTests
{
    [Fact]
    public void Move_OntoAnother_PushesItDownWithAllBelow()
    {
        var board = Board(Tile(1, 0, 0, 4, 2), Tile(2, 4, 0, 4, 2), Tile(3, 4, 2, 4, 2));
        var moved = WallboardGrid.Move(board, 1, 4, 0);
        Assert.Equal([(4, 0), (4, 2), (4, 4)], moved.Tiles.Select(t => (t.X, t.Y)));
        Assert.Equal([1, 2, 3], moved.Tiles.Select(t => t.Id));
    }

    [Fact]
    public void Move_NoRoomBelow_ChangesNothing()
    {
        var board = Board(Tile(1, 0, 0, 4, 4), Tile(2, 4, 0, 4, 5));
        Assert.Same(board, WallboardGrid.Move(board, 1, 4, 0));
    }

    [Fact]
    public void Move_BeyondTheEdges_StopsThere()
    {
        var board = Board(Tile(1, 3, 3, 4, 2));
        Assert.Equal((8, 6), At(WallboardGrid.Move(board, 1, 99, 99)));
        Assert.Equal((0, 0), At(WallboardGrid.Move(board, 1, -5, -1)));
        Assert.Same(board, WallboardGrid.Move(board, 1, 3, 3));
        Assert.Same(board, WallboardGrid.Move(board, 77, 0, 0));
    }

    [Fact]
    public void Resize_ToNothingOrTooMuch_KeepsWhatItsKindNeedsAndTheEdges()
    {
        var board = Board(Tile(1, 2, 2, 4, 4) with { Kind = WallboardTileKind.Agents });
        Assert.Equal((2, 2), Size(WallboardGrid.Resize(board, 1, 0, -3)));
        Assert.Equal((10, 6), Size(WallboardGrid.Resize(board, 1, 50, 50)));
    }

    [Fact]
    public void Add_FullBoard_MakesItSmallerAndThenRefuses()
    {
        var board = Board(Tile(7, 0, 0, 12, 6));
        var added = WallboardGrid.Add(board, Tile(0, 0, 0, 0, 0) with { Kind = WallboardTileKind.Agents })!;
        Assert.Equal((1, 0, 6, 6, 2), (added.Tiles[1].Id, added.Tiles[1].X, added.Tiles[1].Y, added.Tiles[1].Width, added.Tiles[1].Height));
        var full = Board(Tile(1, 0, 0, 12, 8));
        Assert.Null(WallboardGrid.Add(full, Tile(0, 0, 0, 1, 1)));
    }

    [Fact]
    public void AnyMoves_AnyBoard_NeverOverlapNorLeaveTheGrid()
    {
        var random = new Random(7);
        for (var run = 0; run < 60; run++)
        {
            var board = new Wallboard { Name = "x", Rows = random.Next(WallboardGrid.FewestRows, WallboardGrid.MostRows + 1) };
            var kinds = Enum.GetValues<WallboardTileKind>();
            for (var step = 0; step < 80; step++)
            {
                var id = board.Tiles.Count == 0 ? 1 : board.Tiles[random.Next(board.Tiles.Count)].Id;
                board = random.Next(5) switch
                {
                    0 => WallboardGrid.Add(board, Tile(0, 0, 0, 1, 1) with { Kind = kinds[random.Next(kinds.Length)] }) ?? board,
                    1 => WallboardGrid.Resize(board, id, random.Next(-1, 14), random.Next(-1, 18)),
                    2 when random.Next(4) == 0 => WallboardGrid.Remove(board, id),
                    _ => WallboardGrid.Move(board, id, random.Next(-3, 14), random.Next(-3, 18)),
                };
                Assert.All(board.Tiles, tile => Assert.True(WallboardGrid.IsInside(tile, board.Rows), $"run {run}, step {step}: {tile}"));
                Assert.All(board.Tiles, tile => Assert.DoesNotContain(board.Tiles, other => other.Id != tile.Id && other.Overlaps(tile)));
                Assert.Equal(board.Tiles.Count, board.Tiles.Select(t => t.Id).Distinct().Count());
            }
        }
    }

    [Fact]
    public void UsualBoard_AsItIsGiven_KeepsAllRules()
    {
        Assert.Null(WallboardRules.Check(UsualWallboard.Named("Hall")));
        Assert.All(Enum.GetValues<WallboardTileKind>(), kind => Assert.NotNull(WallboardGrid.Add(Board(), Tile(0, 0, 0, 1, 1) with { Kind = kind })));
    }

    private static (int, int) At(Wallboard board) => (board.Tiles[0].X, board.Tiles[0].Y);

    private static (int, int) Size(Wallboard board) => (board.Tiles[0].Width, board.Tiles[0].Height);

    private static Wallboard Board(params WallboardTile[] tiles) => new() { Name = "Hall", Tiles = tiles };

    private static WallboardTile Tile(int id, int x, int y, int width, int height) =>
        new() { Id = id, Kind = WallboardTileKind.Clock, X = x, Y = y, Width = width, Height = height };
}
