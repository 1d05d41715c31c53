using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Departments;

/// <summary>A department ends; its phones, operators and queues belong to none. Who was limited to it stays limited: to what is left.</summary>
public sealed class DeleteDepartment(DepartmentBook book, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDepartments) is { } forbidden)
            return forbidden;
        var removed = await book.ChangeAsync(async db =>
        {
            var row = await db.GetTable<DepartmentRow>().FirstOrDefaultAsync(d => d.Id == id, cancellationToken);
            await db.GetTable<DepartmentRow>().DeleteAsync(d => d.Id == id, cancellationToken);
            await db.GetTable<DepartmentMemberRow>().DeleteAsync(m => m.Department == id, cancellationToken);
            await db.GetTable<LimitedToRow>().DeleteAsync(l => l.Department == id, cancellationToken);
            return row;
        }, cancellationToken);
        if (removed is null)
            return Department.Unknown(id);
        await audit.WriteAsync(actor, "department.remove", $"department {id}", removed.Name, cancellationToken);
        return default(Done);
    }
}
