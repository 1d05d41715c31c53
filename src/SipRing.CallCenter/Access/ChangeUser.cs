using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>
/// Gives a person another role, shuts him out, or lets him in again: all that is asked for, or nothing of it. Open sessions end. Whoever is
/// shut out keeps his password, and what he did keeps his name.
/// </summary>
public sealed class ChangeUser(Database database, TimeProvider time, IAuditLog audit) : IDisposable
{
    /// <summary>One change at a time: two administrators who take each other's right away at the same moment would leave none.</summary>
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="Name">Who.</param>
    /// <param name="Role">Null: as it is.</param>
    /// <param name="Disabled">Whether he may not sign in; null: as it is.</param>
    public sealed record Request(string Name, Role? Role = null, bool? Disabled = null);

    public async Task<Result<User>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await ChangeAsync(actor, request, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<Result<User>> ChangeAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var key = User.Key(request.Name);
        await using var db = database.Connect();
        if (await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.NameKey == key, cancellationToken) is not { } row)
            return UserRules.Unknown(request.Name);
        var role = request.Role?.ToString().ToLowerInvariant() ?? row.Role;
        var (isOther, isOff) = (role != row.Role, row.DisabledAt is not null);
        var (shuts, opens) = (request.Disabled is true && !isOff, request.Disabled is false && isOff);
        if (!isOther && !shuts && !opens)
            return row.ToUser();

        // Whether the operator still works here is not known to this feature.
        if (row.AgentId is not null && (isOther || opens))
            return UserRules.OperatorLogin(row.Name);
        if ((isOther || shuts) && await UserRules.CheckLossAsync(db, actor, row, isOther ? "role" : "name", cancellationToken) is { } loss)
            return loss;
        var changed = row with
        {
            Role = role,
            DisabledAt = shuts ? time.GetUtcNow().ToUnixTimeMilliseconds() : opens ? null : row.DisabledAt,
            Stamp = isOther || shuts ? UserPasswords.NewStamp() : row.Stamp,
        };
        await db.UpdateAsync(changed, token: cancellationToken);
        await db.CloseAsync();
        if (isOther)
            await audit.WriteAsync(actor, "user.role", $"user {row.Name}", $"role {row.Role} -> {role}", cancellationToken);
        if (shuts || opens)
            await audit.WriteAsync(actor, shuts ? "user.disable" : "user.enable", $"user {row.Name}", null, cancellationToken);
        return changed.ToUser();
    }
}
