using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

public sealed class ListUsers(Database database)
{
    public async Task<Result<IReadOnlyList<User>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        var rows = await db.GetTable<UserRow>().OrderBy(u => u.NameKey).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToUser());
    }
}
