using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Wallboards;

/// <summary>Ends the link of a board: open screens that came by it are dark at once.</summary>
public sealed class UnshareWallboard(Database database, WallboardChanges changes, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ShareWallboards) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        var changed = await db.GetTable<WallboardRow>().Where(r => r.Id == id)
            .Set(r => r.LinkHash, (string?)null).Set(r => r.LinkAt, (long?)null).Set(r => r.LinkBy, (string?)null).UpdateAsync(cancellationToken);
        if (changed == 0)
            return GetWallboard.Unknown(id);
        await db.CloseAsync();
        changes.Raise(id);
        await audit.WriteAsync(actor, "wallboard.unshare", $"wallboard {id}", null, cancellationToken);
        return default(Done);
    }
}
