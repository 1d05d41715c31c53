using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>A signed-in person chooses a password. Every other session of that person ends.</summary>
public sealed class ChangeOwnPassword(Database database, UserPasswords passwords, AttemptLimit attempts, IAuditLog audit)
{
    public sealed record Request(int UserId, string Current, string Chosen);

    public async Task<Result<User>> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var row = await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.Id == request.UserId, cancellationToken);
        if (row is null)
            return new Refusal("user-unknown", "This user no longer exists.", null, RefusalKind.NotFound);
        if (PasswordPolicy.Check(request.Chosen, row.Name) is { } weak)
            return weak;
        if (string.Equals(request.Chosen, request.Current, StringComparison.Ordinal))
            return new Refusal("password-same", "The new password is the present one.", "password");

        // A session left open must not become a place to guess the password at leisure.
        await db.CloseAsync();
        var attempt = await attempts.BeginAsync(SignIn.Subject(row.NameKey), cancellationToken);
        if (attempt is null)
            return new Refusal("locked-out", "Too many wrong attempts. Try again later.", null, RefusalKind.LockedOut, (int)AttemptLimit.Window.TotalMinutes);
        if (request.Current.Length > PasswordPolicy.MaximumLength || !passwords.Verify(row.PasswordHash, request.Current))
        {
            await attempts.WrongAsync(attempt, cancellationToken);
            await audit.WriteAsync(new(ActorKind.User, row.Name, null), "user.password-refused", $"user {row.Name}", "the present password was wrong", cancellationToken);
            return new Refusal("current-password-wrong", "The present password is wrong.", "current");
        }

        await attempts.RightAsync(attempt, cancellationToken);
        var changed = row with { PasswordHash = passwords.Hash(request.Chosen), MustChange = false, OneTime = false, Stamp = UserPasswords.NewStamp() };
        await db.UpdateAsync(changed, token: cancellationToken);
        var user = changed.ToUser();
        await db.CloseAsync();
        await audit.WriteAsync(new(ActorKind.User, user.Name, user.Role), "user.password-changed", $"user {user.Name}", null, cancellationToken);
        return user;
    }
}
