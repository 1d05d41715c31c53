using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>The first administrator. As long as nobody chose a password for it, every start makes and prints a new one.</summary>
public sealed class FirstAdmin(Database database, UserPasswords passwords, TimeProvider time, IAuditLog audit)
{
    public const string Name = "admin";

    /// <returns>The one-time password to print, or null where an administrator has a password of their own.</returns>
    public async Task<string?> EnsureAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var administrators = await db.GetTable<UserRow>()
            .Where(u => u.Role == "administrator" || u.NameKey == Name).ToListAsync(cancellationToken);
        var untouched = administrators.SingleOrDefault(u => u is { NameKey: Name, OneTime: true });
        if (administrators.Count > 0 && untouched is null)
            return null;

        var password = OneTimePassword.Create();
        var row = (untouched ?? New()) with { PasswordHash = passwords.Hash(password), Stamp = UserPasswords.NewStamp() };
        if (untouched is null)
            await db.InsertAsync(row, token: cancellationToken);
        else
            await db.UpdateAsync(row, token: cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(Actor.System, "user.one-time-password", $"user {Name}", null, cancellationToken);
        return password;
    }

    private UserRow New() => new()
    {
        Name = Name,
        NameKey = Name,
        Role = "administrator",
        PasswordHash = "",
        MustChange = true,
        OneTime = true,
        Stamp = "",
        CreatedAt = time.GetUtcNow().ToUnixTimeMilliseconds(),
    };
}
