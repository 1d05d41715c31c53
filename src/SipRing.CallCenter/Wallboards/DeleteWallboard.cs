using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Wallboards;

/// <summary>Removes a board; screens that show it say so, and its link leads nowhere.</summary>
public sealed class DeleteWallboard(Database database, WallboardChanges changes, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageWallboards) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        var row = await db.GetTable<WallboardRow>().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
        if (row is null || await db.GetTable<WallboardRow>().DeleteAsync(r => r.Id == id, cancellationToken) == 0)
            return GetWallboard.Unknown(id);
        await db.CloseAsync();
        changes.Raise(id);
        await audit.WriteAsync(actor, "wallboard.delete", $"wallboard {id}", row.Name, cancellationToken);
        return default(Done);
    }
}
