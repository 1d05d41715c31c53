using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Departments;

/// <summary>Puts phones, operators and queues, as many as are named, into a department, or into none. They leave the one they were in.</summary>
public sealed class PlaceMembers(DepartmentBook book, IMemberPlaces places, ListAgents agents, IAuditLog audit)
{
    public const int MostAtOnce = 5_000;
    private const int LongestNumber = 20;

    /// <param name="Department">Null: they belong to none.</param>
    public sealed record Request(int? Department, DepartmentMembers Members);

    public async Task<Result<Done>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageDepartments) is { } forbidden)
            return forbidden;
        if (request.Members.Count > MostAtOnce)
            return new Refusal("department-members-many", $"At most {MostAtOnce} are placed at once.", null, RefusalKind.Invalid, MostAtOnce);

        // What was deleted meanwhile may leave a department, but not enter one.
        if (request.Department is not null && await MissingAsync(request.Members, cancellationToken) is { } missing)
            return missing;
        var rows = Rows(request.Members, request.Department ?? 0).DistinctBy(r => (r.Kind, r.Member)).ToList();
        if (rows.Count == 0)
            return default(Done);
        var known = await book.ChangeAsync(async db =>
        {
            if (request.Department is { } id && !await db.GetTable<DepartmentRow>().AnyAsync(d => d.Id == id, cancellationToken))
                return false;
            foreach (var kind in rows.GroupBy(r => r.Kind, StringComparer.Ordinal))
            {
                foreach (var some in kind.Select(r => r.Member).Chunk(500))
                    await db.GetTable<DepartmentMemberRow>().DeleteAsync(m => m.Kind == kind.Key && some.Contains(m.Member), cancellationToken);
            }

            if (request.Department is not null)
            {
                foreach (var row in rows)
                    await db.InsertAsync(row, token: cancellationToken);
            }

            return true;
        }, cancellationToken);
        if (!known)
            return Department.Unknown(request.Department!.Value, "department");
        await audit.WriteAsync(
            actor, request.Department is null ? "department.leave" : "department.enter",
            request.Department is { } target ? $"department {target}" : "no department", Describe(request.Members), cancellationToken);
        return default(Done);
    }

    private async Task<Refusal?> MissingAsync(DepartmentMembers members, CancellationToken cancellationToken)
    {
        foreach (var number in members.Extensions)
        {
            if (number.Length > LongestNumber || !await places.HasExtensionAsync(number, cancellationToken))
                return LogInAgent.NoSuchExtension(number) with { Field = "extensions" };
        }

        foreach (var number in members.Queues)
        {
            if (number.Length > LongestNumber || !await places.HasQueueAsync(number, cancellationToken))
                return LogInAgent.NoSuchQueue(number) with { Field = "queues" };
        }

        if (members.Agents.Count == 0)
            return null;
        var known = (await agents.HandleAsync(Actor.System, cancellationToken)).Value!.Select(a => a.Id).ToHashSet();
        return members.Agents.FirstOrDefault(id => !known.Contains(id)) is var stranger && members.Agents.Any(id => !known.Contains(id)) ? Agent.Unknown(stranger, "agents") : null;
    }

    private static IEnumerable<DepartmentMemberRow> Rows(DepartmentMembers members, int department) =>
        members.Extensions.Select(e => (DepartmentMemberRow.Extension, e))
            .Concat(members.Agents.Select(a => (DepartmentMemberRow.Agent, a.ToString(CultureInfo.InvariantCulture))))
            .Concat(members.Queues.Select(q => (DepartmentMemberRow.Queue, q)))
            .Select(m => new DepartmentMemberRow { Kind = m.Item1, Member = m.Item2, Department = department });

    private static string Describe(DepartmentMembers members) => string.Join("; ", new[]
    {
        members.Extensions.Count > 0 ? "phones " + string.Join(", ", members.Extensions) : "",
        members.Agents.Count > 0 ? "agents " + string.Join(", ", members.Agents) : "",
        members.Queues.Count > 0 ? "queues " + string.Join(", ", members.Queues) : "",
    }.Where(part => part.Length > 0));
}
