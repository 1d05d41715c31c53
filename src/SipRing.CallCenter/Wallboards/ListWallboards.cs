using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Wallboards;

/// <summary>Every board, by name.</summary>
public sealed class ListWallboards(Database database)
{
    public async Task<Result<IReadOnlyList<Wallboard>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        var rows = await db.GetTable<WallboardRow>().OrderBy(r => r.NameKey).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToBoard());
    }
}
