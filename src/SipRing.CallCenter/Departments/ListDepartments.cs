using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Departments;

/// <summary>The departments that somebody may see, by name.</summary>
public sealed class ListDepartments(DepartmentBook book, Reaches reaches)
{
    public sealed record Item(int Id, string Name, DepartmentMembers Members);

    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (Refused(actor) is { } forbidden)
            return forbidden;
        var map = await book.ReadAsync(cancellationToken);
        var reach = await reaches.OfAsync(actor, cancellationToken);
        return map.Departments.Where(d => reach.HasDepartment(d.Id)).Select(d => new Item(d.Id, d.Name, map.MembersOf(d.Id))).ToList();
    }

    public async Task<Result<Item>> FindAsync(Actor actor, int id, CancellationToken cancellationToken)
    {
        var listed = await HandleAsync(actor, cancellationToken);
        if (!listed.Succeeded)
            return listed.Refusal;
        return listed.Value.FirstOrDefault(d => d.Id == id) is { } item ? item : Department.Unknown(id);
    }

    // Names of departments are filters of the panel and of reports alike.
    private static Refusal? Refused(Actor actor) => actor.May(Permission.SeeReports) ? null : actor.Require(Permission.SeeFloor);
}
