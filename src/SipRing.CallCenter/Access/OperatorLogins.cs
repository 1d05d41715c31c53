using System.Data.Common;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>The logins that belong to operators, for the use cases of agents, which ask for the right. No other login is touched here.</summary>
public sealed class OperatorLogins(Database database, UserPasswords passwords, TimeProvider time)
{
    internal async Task<IReadOnlyDictionary<int, User>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var rows = await db.GetTable<UserRow>().Where(u => u.AgentId != null).ToListAsync(cancellationToken);
        return rows.ToDictionary(row => row.AgentId!.Value, row => row.ToUser());
    }

    /// <summary>A login for an operator, or a new password for the one that he has; in either case to be changed at the next sign-in.</summary>
    /// <param name="agentId">Whose.</param>
    /// <param name="name">Used where there is no login yet; whoever has one keeps its name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task<Result<AddUser.Added>> GiveAsync(int agentId, string name, CancellationToken cancellationToken)
    {
        name = name.Trim();
        await using var db = database.Connect();
        if (await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.AgentId == agentId, cancellationToken) is { } there)
            return await RenewAsync(db, there, cancellationToken);
        if (User.CheckName(name) is { } invalid)
            return invalid;
        var key = User.Key(name);
        if (await db.GetTable<UserRow>().AnyAsync(u => u.NameKey == key, cancellationToken))
            return AddUser.Exists(name);
        var password = OneTimePassword.Create();
        var row = UserRow.New(name, Role.Operator, passwords.Hash(password), time.GetUtcNow()) with { AgentId = agentId };
        try
        {
            var id = await db.InsertWithInt32IdentityAsync(row, token: cancellationToken);
            return new AddUser.Added((row with { Id = id }).ToUser(), password);
        }
        catch (DbException) when (!cancellationToken.IsCancellationRequested)
        {
            // The same name, or a login of this operator, from somebody else at the same moment: the index lets one through.
            if (await db.GetTable<UserRow>().AnyAsync(u => u.NameKey == key || u.AgentId == agentId, cancellationToken))
                return AddUser.Exists(name);
            throw;
        }
    }

    /// <returns>The name of the login that was disabled; null where there was none that worked.</returns>
    internal async Task<string?> DisableAsync(int agentId, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        if (await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.AgentId == agentId && u.DisabledAt == null, cancellationToken) is not { } row)
            return null;
        await db.UpdateAsync(row with { DisabledAt = time.GetUtcNow().ToUnixTimeMilliseconds(), Stamp = UserPasswords.NewStamp() }, token: cancellationToken);
        return row.Name;
    }

    private async Task<Result<AddUser.Added>> RenewAsync(IDataContext db, UserRow row, CancellationToken cancellationToken)
    {
        var password = OneTimePassword.Create();
        var changed = row with { PasswordHash = passwords.Hash(password), MustChange = true, DisabledAt = null, Stamp = UserPasswords.NewStamp() };
        await db.UpdateAsync(changed, token: cancellationToken);
        var subject = SignIn.Subject(row.NameKey);
        await db.GetTable<FailedAttemptRow>().DeleteAsync(r => r.Subject == subject, cancellationToken);
        return new AddUser.Added(changed.ToUser(), password);
    }
}
