using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>A person may sign in again, with the password that he had.</summary>
public sealed class EnableUser(Database database, IAuditLog audit)
{
    public async Task<Result<User>> HandleAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        var key = User.Key(name);
        await using var db = database.Connect();
        if (await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.NameKey == key, cancellationToken) is not { } row)
            return UserRules.Unknown(name);
        if (row.DisabledAt is null)
            return row.ToUser();

        // Whether the operator still works here is not known to this feature.
        if (row.AgentId is not null)
            return UserRules.OperatorLogin(row.Name);
        var changed = row with { DisabledAt = null };
        await db.UpdateAsync(changed, token: cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(actor, "user.enable", $"user {row.Name}", null, cancellationToken);
        return changed.ToUser();
    }
}
