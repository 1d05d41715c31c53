using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>A new person who may sign in, with a password that must be changed at the first sign-in.</summary>
public sealed class AddUser(Database database, UserPasswords passwords, TimeProvider time, IAuditLog audit)
{
    /// <param name="Password">Null: SipRing makes one.</param>
    public sealed record Request(string Name, Role Role, string? Password);

    public sealed record Added(User User, string Password);

    public async Task<Result<Added>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        var name = request.Name.Trim();
        if (User.CheckName(name) is { } invalid)
            return invalid;
        if (request.Password is { } given && PasswordPolicy.Check(given, name) is { } weak)
            return weak;

        var key = User.Key(name);
        await using var db = database.Connect();
        if (await db.GetTable<UserRow>().AnyAsync(u => u.NameKey == key, cancellationToken))
            return Exists(name);

        var password = request.Password ?? OneTimePassword.Create();
        var row = UserRow.New(name, request.Role, passwords.Hash(password), time.GetUtcNow());
        var id = await db.InsertWithInt32IdentityAsync(row, token: cancellationToken);
        await db.CloseAsync();
        await audit.WriteAsync(actor, "user.add", $"user {name}", $"role {row.Role}", cancellationToken);
        return new Added((row with { Id = id }).ToUser(), password);
    }

    internal static Refusal Exists(string name) => new("user-exists", $"There is a user {name} already.", "name", RefusalKind.Conflict, name);
}
