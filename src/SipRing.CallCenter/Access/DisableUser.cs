using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>A person may no longer sign in; open sessions end. What he did keeps his name.</summary>
public sealed class DisableUser(Database database, TimeProvider time, IAuditLog audit)
{
    public async Task<Result<User>> HandleAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        var key = User.Key(name);
        await using var db = database.Connect();
        if (await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.NameKey == key, cancellationToken) is not { } row)
            return UserRules.Unknown(name);
        if (row.DisabledAt is not null)
            return row.ToUser();
        if (await UserRules.CheckLossAsync(db, actor, row, "name", cancellationToken) is { } loss)
            return loss;
        var changed = row with { DisabledAt = time.GetUtcNow().ToUnixTimeMilliseconds(), Stamp = UserPasswords.NewStamp() };
        await db.UpdateAsync(changed, token: cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(actor, "user.disable", $"user {row.Name}", null, cancellationToken);
        return changed.ToUser();
    }
}
