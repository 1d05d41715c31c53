using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

public sealed class ListUsers(Database database, UserSettings settings)
{
    public async Task<Result<IReadOnlyList<User>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        var rows = await db.GetTable<UserRow>().OrderBy(u => u.NameKey).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => row.ToUser());
    }

    /// <summary>The own phones of people, by the id of the user.</summary>
    public async Task<Result<IReadOnlyDictionary<int, string>>> PhonesAsync(Actor actor, CancellationToken cancellationToken) =>
        actor.Require(Permission.ManageUsers) is { } forbidden ? forbidden : Result.Of(await settings.AllAsync(UserSettings.Phone, cancellationToken));
}
