using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>Another role for a person. Open sessions end: the next sign-in has the new rights.</summary>
public sealed class ChangeUserRole(Database database, IAuditLog audit)
{
    public async Task<Result<User>> HandleAsync(Actor actor, string name, Role role, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        var key = User.Key(name);
        await using var db = database.Connect();
        if (await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.NameKey == key, cancellationToken) is not { } row)
            return UserRules.Unknown(name);
        var wanted = role.ToString().ToLowerInvariant();
        if (row.Role == wanted)
            return row.ToUser();
        if (row.AgentId is not null)
            return UserRules.OperatorLogin(row.Name);
        if (await UserRules.CheckLossAsync(db, actor, row, "role", cancellationToken) is { } loss)
            return loss;
        var changed = row with { Role = wanted, Stamp = UserPasswords.NewStamp() };
        await db.UpdateAsync(changed, token: cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(actor, "user.role", $"user {row.Name}", $"role {row.Role} -> {wanted}", cancellationToken);
        return changed.ToUser();
    }
}
