using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Audit;

internal sealed class AuditEntries(Database database) : IAuditEntries
{
    public async Task<IReadOnlyList<AuditEntry>> ListAsync(EntryFilter filter, EntryPosition? after, int limit, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var page = new List<AuditRow>();
        foreach (var level in filter.Levels)
        {
            var rows = Matching(db.GetTable<AuditRow>(), filter, level);
            if (after is { AtMs: var at, Id: var id })
                rows = rows.Where(r => r.At <= at && (r.At < at || r.Id < id));
            page.AddRange(await rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(limit).ToListAsync(cancellationToken));
        }

        return [.. page.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(limit).Select(Of)];
    }

    public async Task<IReadOnlyList<string>> PeopleAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<AuditRow>().Select(r => r.Actor).Distinct().OrderBy(name => name).ToListAsync(cancellationToken);
    }

    private static AuditEntry Of(AuditRow row) => new(
        row.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.At), (EntryLevel)row.Level,
        Enum.TryParse<ActorKind>(row.ActorKind, out var kind) ? kind : ActorKind.System, row.Actor, row.Action, row.Target, row.Detail);

    private static IQueryable<AuditRow> Matching(IQueryable<AuditRow> rows, EntryFilter filter, EntryLevel? level)
    {
        if (filter.From?.ToUnixTimeMilliseconds() is { } from)
            rows = rows.Where(r => r.At >= from);
        if (filter.To?.ToUnixTimeMilliseconds() is { } to)
            rows = rows.Where(r => r.At < to);
        if ((int?)level is { } exactly)
            rows = rows.Where(r => r.Level == exactly);
        if (filter.Person is { } person)
            rows = rows.Where(r => r.Actor == person);
        if (filter.Target is { } target)
            rows = rows.Where(r => r.Target == target);
        return filter.Words.Aggregate(rows, (narrowed, word) => narrowed.Where(r => r.Search.Contains(word)));
    }
}
