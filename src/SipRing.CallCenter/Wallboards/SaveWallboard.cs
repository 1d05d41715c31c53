using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Wallboards;

/// <summary>Keeps a new board (id 0) or a changed one; every screen that shows it follows at once.</summary>
public sealed class SaveWallboard(Database database, Reaches reaches, WallboardChanges changes, TimeProvider time, IAuditLog audit)
{
    /// <param name="Created">It was not there before.</param>
    public sealed record Saved(Wallboard Board, bool Created);

    /// <param name="actor">Who.</param>
    /// <param name="board">Its <see cref="Wallboard.Version"/> is the one that was changed: a later one by somebody else is not overwritten.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<Saved>> HandleAsync(Actor actor, Wallboard board, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageWallboards) is { } forbidden)
            return forbidden;
        board = board with { Name = board.Name.Trim(), Tiles = [.. board.Tiles.Select(Tidy)] };
        if (WallboardRules.Check(board) is { } invalid)
            return invalid;

        var reach = await reaches.OfAsync(actor, cancellationToken);
        await using var db = database.Connect();
        var key = WallboardRow.Key(board.Name);
        if (await db.GetTable<WallboardRow>().AnyAsync(r => r.NameKey == key && r.Id != board.Id, cancellationToken))
            return new Refusal("wallboard-exists", $"There is a wallboard {board.Name} already.", "name", RefusalKind.Conflict, board.Name);

        // What strangers see is not cut to anybody's departments.
        if (!reach.IsEverybody && await db.GetTable<WallboardRow>().AnyAsync(r => r.Id == board.Id && r.LinkHash != null, cancellationToken))
            return new Refusal("wallboard-shared", "This wallboard has a public link: whoever is limited to departments cannot change it.", null, RefusalKind.Forbidden);
        if (await ShowsAsync(db, board, cancellationToken) && actor.Require(Permission.ShareWallboards) is not null)
            return new Refusal("wallboard-hiding", "What strangers may see by the link is an administrator's to say: names and numbers stay hidden.", "hideNames", RefusalKind.Forbidden);
        var row = WallboardRow.Of(board with { Version = board.Version + 1 }, time.GetUtcNow());
        if (board.Id == 0)
            row = row with { Id = await db.InsertWithInt32IdentityAsync(row, token: cancellationToken) };
        else if (await ReplaceAsync(db, row, cancellationToken) is { } refused)
            return refused;
        row = await db.GetTable<WallboardRow>().FirstOrDefaultAsync(r => r.Id == row.Id, cancellationToken) ?? row;
        await db.CloseAsync();
        changes.Raise(row.Id);
        await audit.WriteAsync(actor, board.Id == 0 ? "wallboard.create" : "wallboard.change", $"wallboard {row.Id}", Describe(board), cancellationToken);
        return new Saved(row.ToBoard(), board.Id == 0);
    }

    /// <summary>Whether this change shows by the link what was hidden before.</summary>
    private static async Task<bool> ShowsAsync(DataConnection db, Wallboard board, CancellationToken cancellationToken)
    {
        if (board is { HideNames: true, HideCallers: true })
            return false;
        var before = (await db.GetTable<WallboardRow>().FirstOrDefaultAsync(r => r.Id == board.Id, cancellationToken))?.ToBoard();
        return (!board.HideNames && before?.HideNames != false) || (!board.HideCallers && before?.HideCallers != false);
    }

    private static async Task<Refusal?> ReplaceAsync(DataConnection db, WallboardRow row, CancellationToken cancellationToken)
    {
        var changed = await db.GetTable<WallboardRow>().Where(r => r.Id == row.Id && r.Version == row.Version - 1)
            .Set(r => r.Name, row.Name).Set(r => r.NameKey, row.NameKey).Set(r => r.Content, row.Content).Set(r => r.Version, row.Version).Set(r => r.ChangedAt, row.ChangedAt)
            .UpdateAsync(cancellationToken);
        if (changed > 0)
            return null;
        return await db.GetTable<WallboardRow>().AnyAsync(r => r.Id == row.Id, cancellationToken)
            ? new Refusal("wallboard-changed", "Somebody else has changed this wallboard meanwhile. Load it again, then change it.", null, RefusalKind.Conflict)
            : GetWallboard.Unknown(row.Id);
    }

    // What a kind of tile does not use is not kept: it would come back as a surprise.
    private static WallboardTile Tidy(WallboardTile tile) => tile with
    {
        Title = tile.Title.Trim(),
        Text = tile.Kind == WallboardTileKind.Text ? tile.Text.ReplaceLineEndings("\n").Trim() : "",
        Thresholds = [.. tile.Thresholds.Where(t => t.Warning is not null || t.Alarm is not null)],
    };

    private static string Describe(Wallboard board) =>
        $"{board.Name}: {string.Join(", ", board.Tiles.GroupBy(t => t.Kind).Select(g => $"{g.Key} {g.Count()}"))}";
}
