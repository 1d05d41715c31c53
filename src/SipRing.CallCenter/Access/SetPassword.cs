using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>An administrator gives a person a new password, to be changed at the next sign-in. Open sessions end, a lock is lifted.</summary>
public sealed class SetPassword(Database database, UserPasswords passwords, IAuditLog audit)
{
    /// <returns>The password: the given one, or the one that SipRing made.</returns>
    public async Task<Result<string>> HandleAsync(Actor actor, string name, string? password, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        var key = User.Key(name);
        await using var db = database.Connect();
        var row = await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.NameKey == key, cancellationToken);
        if (row is null)
            return UserRules.Unknown(name);
        if (password is not null && PasswordPolicy.Check(password, row.Name) is { } weak)
            return weak;

        var chosen = password ?? OneTimePassword.Create();
        await db.UpdateAsync(row with { PasswordHash = passwords.Hash(chosen), MustChange = true, OneTime = false, Stamp = UserPasswords.NewStamp() }, token: cancellationToken);
        var subject = SignIn.Subject(key);
        await db.GetTable<FailedAttemptRow>().DeleteAsync(r => r.Subject == subject, cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(actor, "user.password-set", $"user {row.Name}", null, cancellationToken);
        return chosen;
    }
}
