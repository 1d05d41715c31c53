using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Wallboards;

/// <summary>One board, for whoever may see the floor.</summary>
public sealed class GetWallboard(Database database)
{
    public async Task<Result<Wallboard>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        var row = await db.GetTable<WallboardRow>().FirstOrDefaultAsync(r => r.Id == id, cancellationToken);
        return row is null ? Unknown(id) : row.ToBoard();
    }

    public static Refusal Unknown(int id) => new("wallboard-unknown", $"There is no wallboard {id}.", null, RefusalKind.NotFound, id);
}
