using SipRing.CallCenter.Access;
using SipRing.CallCenter.Wallboards;
using SipRing.Tests.Browser.Host;

namespace SipRing.Tests.Browser.Wallboards;

/// <summary>Boards that a test needs, made as the editor makes them.</summary>
internal static class Boards
{
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    /// <summary>Under a name of its own: all tests share one database.</summary>
    public static async Task<Wallboard> MakeAsync(this TestApp app, params WallboardTile[] tiles) =>
        await app.KeepAsync(new() { Name = $"Board {Guid.NewGuid():N}", Tiles = tiles, Language = "ru" });

    public static async Task<Wallboard> KeepAsync(this TestApp app, Wallboard board) =>
        (await app.Get<SaveWallboard>().HandleAsync(s_admin, board, CancellationToken.None)).Value!.Board;

    /// <returns>The address of the link.</returns>
    public static async Task<string> ShareAsync(this TestApp app, Wallboard board) =>
        "/board/" + (await app.Get<ShareWallboard>().HandleAsync(s_admin, board.Id, CancellationToken.None)).Value!.Secret;

    public static async Task UnshareAsync(this TestApp app, Wallboard board) => await app.Get<UnshareWallboard>().HandleAsync(s_admin, board.Id, CancellationToken.None);

    public static WallboardTile Figure(int id, WallboardMetric metric, string? queue = null, params WallboardThreshold[] thresholds) => new()
    {
        Id = id, Kind = WallboardTileKind.Figure, X = (id - 1) * 3, Width = 3, Height = 3, Metrics = [metric], Queues = queue is null ? [] : [queue], Thresholds = thresholds,
    };
}
