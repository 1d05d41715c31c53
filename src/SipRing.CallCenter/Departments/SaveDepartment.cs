using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Departments;

/// <summary>A new department, or another name of one.</summary>
public sealed class SaveDepartment(DepartmentBook book, IAuditLog audit)
{
    /// <param name="Id">Null: a new one.</param>
    public sealed record Request(int? Id, string Name);

    public async Task<Result<Department>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDepartments) is { } forbidden)
            return forbidden;
        var name = Department.CheckName(request.Name);
        if (!name.Succeeded)
            return name.Refusal;

        var key = Department.Key(name.Value);
        Department? before = null;
        var saved = await book.ChangeAsync<Result<Department>>(async db =>
        {
            if (await db.GetTable<DepartmentRow>().FirstOrDefaultAsync(d => d.NameKey == key && d.Id != (request.Id ?? 0), cancellationToken) is not null)
                return new Refusal("department-exists", $"There is a department {name.Value} already.", "name", RefusalKind.Conflict, name.Value);
            if (request.Id is not { } id)
                return new Department(await db.InsertWithInt32IdentityAsync(new DepartmentRow { Name = name.Value, NameKey = key }, token: cancellationToken), name.Value);
            before = (await db.GetTable<DepartmentRow>().FirstOrDefaultAsync(d => d.Id == id, cancellationToken))?.ToDepartment();
            if (before is null)
                return Department.Unknown(id);
            await db.UpdateAsync(new DepartmentRow { Id = id, Name = name.Value, NameKey = key }, token: cancellationToken);
            return new Department(id, name.Value);
        }, cancellationToken);
        if (!saved.Succeeded)
            return saved;
        var detail = before is null ? saved.Value.Name : $"name {before.Name} -> {saved.Value.Name}";
        await audit.WriteAsync(actor, before is null ? "department.create" : "department.change", $"department {saved.Value.Id}", detail, cancellationToken);
        return saved;
    }
}
