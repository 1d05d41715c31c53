using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Access;

/// <summary>What keeps an installation from locking itself out.</summary>
internal static class UserRules
{
    public static Refusal Unknown(string name) => new("user-unknown", $"There is no user {name}.", "name", RefusalKind.NotFound, name);

    public static Refusal OperatorLogin(string name) =>
        new("user-operator-login", $"{name} is the login of an operator: it is given and taken where operators are kept.", "name", RefusalKind.Conflict, name);

    /// <summary>Nobody takes his own right away, and somebody stays who may give rights.</summary>
    /// <param name="db">Where the other users are.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="row">Who would no longer be what he is.</param>
    /// <param name="field">The field that says so.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Refusal?> CheckLossAsync(IDataContext db, Actor actor, UserRow row, string field, CancellationToken cancellationToken)
    {
        if (actor.Kind == ActorKind.User && User.Key(actor.Name) == row.NameKey)
            return new("user-self", "Nobody can do this to himself; another administrator can.", field, RefusalKind.Conflict);
        if (row.Role != "administrator" || row.DisabledAt is not null)
            return null;
        return await db.GetTable<UserRow>().AnyAsync(u => u.Id != row.Id && u.Role == "administrator" && u.DisabledAt == null, cancellationToken)
            ? null
            : new("last-administrator", $"{row.Name} is the last administrator; make somebody else one first.", field, RefusalKind.Conflict, row.Name);
    }
}
