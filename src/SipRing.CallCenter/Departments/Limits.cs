using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Departments;

/// <summary>A person, or a program, and what it is limited to.</summary>
/// <param name="Departments">Null: not limited.</param>
public sealed record Limit(ActorKind Kind, string Name, Role Role, IReadOnlyList<Department>? Departments);

/// <summary>Limits a person or a program to some departments, or lifts the limit. It holds at once, on open pages too.</summary>
public sealed class SetLimit(DepartmentBook book, IAuditLog audit)
{
    /// <param name="Kind">A user or a token.</param>
    /// <param name="Name">Of the user or of the token.</param>
    /// <param name="Departments">Null lifts the limit; none at all leaves nobody to be seen.</param>
    public sealed record Request(ActorKind Kind, string Name, IReadOnlyList<int>? Departments);

    public async Task<Result<Limit>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        var map = await book.ReadAsync(cancellationToken);
        if (request.Departments?.Where(id => map.Find(id) is null).Select(id => (int?)id).FirstOrDefault() is { } unknown)
            return Department.Unknown(unknown, "departments");
        var changed = await book.ChangeAsync(db => ApplyAsync(db, request, cancellationToken), cancellationToken);
        if (!changed.Succeeded)
            return changed.Refusal;
        var limit = new Limit(
            request.Kind, changed.Value.Name, changed.Value.Role, request.Departments is null ? null : [.. map.Departments.Where(d => request.Departments.Contains(d.Id))]);
        var detail = limit.Departments is { } departments ? "departments " + string.Join(", ", departments.Select(d => d.Name)) : "no limit";
        await audit.WriteAsync(actor, request.Kind == ActorKind.Token ? "token.limit" : "user.limit", $"{Word(request.Kind)} {limit.Name}", detail, cancellationToken);
        return limit;
    }

    internal static string Word(ActorKind kind) => kind == ActorKind.Token ? LimitedRow.Token : LimitedRow.User;

    private static async Task<Result<(string Name, Role Role)>> ApplyAsync(DataConnection db, Request request, CancellationToken cancellationToken)
    {
        var found = await FindAsync(db, request, cancellationToken);
        if (!found.Succeeded)
            return found.Refusal;
        var (id, name, role) = found.Value;
        if (request.Departments is not null && Permissions.Of(role).Contains(Permission.ManageUsers))
            return new Refusal("administrator-unlimited", $"{name} is an administrator, who may lift every limit; give another role first.", "name", RefusalKind.Conflict, name);
        var kind = Word(request.Kind);
        await db.GetTable<LimitedRow>().DeleteAsync(l => l.Kind == kind && l.Id == id, cancellationToken);
        await db.GetTable<LimitedToRow>().DeleteAsync(l => l.Kind == kind && l.Id == id, cancellationToken);
        if (request.Departments is { } departments)
        {
            await db.InsertAsync(new LimitedRow { Kind = kind, Id = id }, token: cancellationToken);
            foreach (var department in departments.Distinct())
                await db.InsertAsync(new LimitedToRow { Kind = kind, Id = id, Department = department }, token: cancellationToken);
        }

        return (name, role);
    }

    private static async Task<Result<(int Id, string Name, Role Role)>> FindAsync(DataConnection db, Request request, CancellationToken cancellationToken)
    {
        if (request.Kind == ActorKind.Token)
        {
            var token = await db.GetTable<ApiTokenRow>().FirstOrDefaultAsync(t => t.Name == request.Name && t.RevokedAt == null, cancellationToken);
            return token?.ToToken() is { } program
                ? (program.Id, program.Name, program.Role)
                : new Refusal("token-unknown", $"There is no token named {request.Name}.", "name", RefusalKind.NotFound, request.Name);
        }

        var key = User.Key(request.Name);
        var row = await db.GetTable<UserRow>().FirstOrDefaultAsync(u => u.NameKey == key, cancellationToken);
        return row?.ToUser() is { } user
            ? (user.Id, user.Name, user.Role)
            : new Refusal("user-unknown", $"There is no user {request.Name}.", "name", RefusalKind.NotFound, request.Name);
    }
}

/// <summary>Who sees others and could be limited, and to what he is.</summary>
public sealed class ListLimits(Database database, DepartmentBook book)
{
    public async Task<Result<IReadOnlyList<Limit>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageUsers) is { } forbidden)
            return forbidden;
        var map = await book.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        var users = (await db.GetTable<UserRow>().OrderBy(u => u.NameKey).ToListAsync(cancellationToken)).ConvertAll(u => u.ToUser());
        var tokens = (await db.GetTable<ApiTokenRow>().Where(t => t.RevokedAt == null).OrderBy(t => t.Name).ToListAsync(cancellationToken)).ConvertAll(t => t.ToToken());
        return users.Select(u => Of(map, ActorKind.User, u.Name, u.Role)).Concat(tokens.Select(t => Of(map, ActorKind.Token, t.Name, t.Role)))
            .Where(l => Permissions.Of(l.Role).Contains(Permission.SeeFloor) && !Permissions.Of(l.Role).Contains(Permission.ManageUsers)).ToList();
    }

    private static Limit Of(DepartmentMap map, ActorKind kind, string name, Role role) => new(
        kind, name, role, map.LimitOf(kind, name) is { } limit ? [.. map.Departments.Where(d => limit.Contains(d.Id))] : null);
}
