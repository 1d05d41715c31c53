using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.SystemLog;

internal sealed class SystemEvents(Database database) : ISystemEvents
{
    public async Task<IReadOnlyList<SystemEvent>> ListAsync(EntryFilter filter, bool? asterisk, EntryPosition? after, int limit, CancellationToken cancellationToken)
    {
        if (filter.Person is not null)
            return [];
        await using var db = database.Connect();
        var page = new List<SystemEventRow>();
        foreach (var level in filter.Levels)
        {
            var rows = Matching(db.GetTable<SystemEventRow>(), filter, level, asterisk);
            if (after is { AtMs: var at, Id: var id })
                rows = rows.Where(r => r.At <= at && (r.At < at || r.Id < id));
            page.AddRange(await rows.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(limit).ToListAsync(cancellationToken));
        }

        return [.. page.OrderByDescending(r => r.At).ThenByDescending(r => r.Id).Take(limit).Select(Of)];
    }

    private static SystemEvent Of(SystemEventRow row) =>
        new(row.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.At), (EntryLevel)row.Level, row.Source, row.EventId, row.Text, row.Detail);

    private static IQueryable<SystemEventRow> Matching(IQueryable<SystemEventRow> rows, EntryFilter filter, EntryLevel? level, bool? asterisk)
    {
        rows = asterisk switch
        {
            true => rows.Where(r => r.Source == NewSystemEvent.Asterisk),
            false => rows.Where(r => r.Source != NewSystemEvent.Asterisk),
            null => rows,
        };
        if (filter.From?.ToUnixTimeMilliseconds() is { } from)
            rows = rows.Where(r => r.At >= from);
        if (filter.To?.ToUnixTimeMilliseconds() is { } to)
            rows = rows.Where(r => r.At < to);
        if ((int?)level is { } exactly)
            rows = rows.Where(r => r.Level == exactly);
        return filter.Words.Aggregate(rows, (narrowed, word) => narrowed.Where(r => r.Search.Contains(word)));
    }
}
