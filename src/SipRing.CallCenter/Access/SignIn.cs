using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>Name and password of a person, from the sign-in page. What was wrong is never told apart.</summary>
public sealed class SignIn(Database database, UserPasswords passwords, AttemptLimit attempts, TimeProvider time, IAuditLog audit)
{
    public async Task<Result<User>> HandleAsync(string name, string password, CancellationToken cancellationToken)
    {
        var key = User.Key(name);
        if (key.Length is 0 or > User.NameLimit || password.Length is 0 or > PasswordPolicy.MaximumLength)
            return Wrong();

        var actor = new Actor(ActorKind.User, key, null);
        var attempt = await attempts.BeginAsync(Subject(key), cancellationToken);
        if (attempt is null)
            return LockedOut();

        await using var db = database.Connect();
        var row = await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.NameKey == key, cancellationToken);
        await db.CloseAsync();
        if (passwords.Verify(row?.PasswordHash, password))
        {
            await attempts.RightAsync(attempt, cancellationToken);
            var user = row!.ToUser();
            if (user.DisabledAt is not null)
            {
                // The password was right: whose it is may hear why it opens nothing.
                await audit.WriteAsync(actor, "user.sign-in-refused", $"user {key}", "the login is disabled", cancellationToken);
                return new Refusal("user-disabled", "This login is disabled; ask an administrator.", null, RefusalKind.Forbidden);
            }

            await SignedInAsync(user.Id, cancellationToken);
            await audit.WriteAsync(new(ActorKind.User, user.Name, user.Role), "user.signed-in", $"user {user.Name}", null, cancellationToken);
            return user;
        }

        var locked = await attempts.WrongAsync(attempt, cancellationToken);
        await audit.WriteAsync(actor, "user.sign-in-refused", $"user {key}", $"wrong name or password, attempt {attempt.Number}", cancellationToken);
        if (!locked)
            return Wrong();
        await audit.WriteAsync(actor, "user.locked-out", $"user {key}", $"{AttemptLimit.Allowed} wrong attempts", cancellationToken);
        return LockedOut();
    }

    private async Task SignedInAsync(int userId, CancellationToken cancellationToken)
    {
        long? now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = database.Connect();
        await db.GetTable<UserRow>().Where(u => u.Id == userId).Set(u => u.SignedInAt, now).UpdateAsync(cancellationToken);
    }

    internal static string Subject(string nameKey) => $"password:{nameKey}";

    private static Refusal Wrong() => new("sign-in-wrong", "The name or the password is wrong.");

    private static Refusal LockedOut() =>
        new("locked-out", $"Too many wrong attempts. Try again in {AttemptLimit.Window.TotalMinutes:0} minutes.", null, RefusalKind.LockedOut, (int)AttemptLimit.Window.TotalMinutes);
}
