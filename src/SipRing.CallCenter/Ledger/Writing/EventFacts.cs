using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Writing;

/// <summary>
/// Facts taken from manager events are a stop-gap: where a log tells of the same time, its facts take their place. Inside a
/// transaction of the caller, so that a report shows the one or the other and never both.
/// </summary>
internal static class EventFacts
{
    private const int Events = (int)FactSource.Events;

    /// <summary>Takes out what events told of a span that a log has told of now.</summary>
    /// <returns>Whether a figure of a report changed.</returns>
    public static async Task<bool> GiveWayAsync(
        DataConnection db, DatabaseKind kind, string pbx, long fromMs, long toMs, TouchedFacts touched, CancellationToken cancellationToken)
    {
        var covered = db.GetTable<QueueCallRow>().Where(c => c.Source == Events && c.EnteredAt >= fromMs && c.EnteredAt <= toMs && c.Pbx == pbx);
        var calls = await covered.Select(c => new { c.Id, c.EnteredAt }).ToListAsync(cancellationToken);
        var hours = calls.Select(c => (int)(c.EnteredAt / HourSums.HourMs)).Distinct().ToList();
        touched.Add(FactKind.Visit, calls.Select(c => c.Id));
        var sessions = db.GetTable<AgentSessionRow>().Where(s => s.Source == Events && s.LoginAt >= fromMs && s.LoginAt <= toMs && s.Pbx == pbx);
        var ids = await sessions.Select(s => s.Id).ToListAsync(cancellationToken);
        foreach (var some in ids.Chunk(500))
            await db.GetTable<AgentPauseRow>().DeleteAsync(p => some.Contains(p.SessionId), cancellationToken);
        await sessions.DeleteAsync(cancellationToken);
        await db.GetTable<MissedRingRow>().DeleteAsync(m => m.Source == Events && m.At >= fromMs && m.At <= toMs && m.Pbx == pbx, cancellationToken);
        if (hours.Count > 0)
        {
            await covered.DeleteAsync(cancellationToken);
            await RebuildAsync(db, kind, pbx, hours, cancellationToken);
        }

        return hours.Count + ids.Count > 0;
    }

    /// <summary>Marks what events tell, and leaves out what a log has told already: events that were kept meanwhile tell it again.</summary>
    public static async Task PrepareAsync(DataConnection db, FoldOutput output, CancellationToken cancellationToken)
    {
        var pbx = output.Calls.Select(c => c.Pbx).Concat(output.Misses.Select(m => m.Pbx)).Concat(output.Sessions.Values.Select(s => s.Pbx)).FirstOrDefault();
        if (pbx is null)
            return;
        var until = await db.GetTable<LogRow>().Where(l => l.Pbx == pbx && l.Kind == (int)LogKind.QueueLog).MaxAsync(l => (long?)l.LastAt, cancellationToken) ?? 0;
        Replace(output.Calls, output.Calls.Where(c => c.EnteredAt > until).Select(c => c with { Source = Events }));
        Replace(output.Misses, output.Misses.Where(m => m.At > until).Select(m => m with { Source = Events }));
        foreach (var session in output.Sessions.Values.ToList())
        {
            if (session.LoginAt > until)
            {
                output.Sessions[session.Id] = session with { Source = Events };
                continue;
            }

            output.Sessions.Remove(session.Id);
            foreach (var pause in output.Pauses.Values.Where(p => p.SessionId == session.Id).ToList())
                output.Pauses.Remove(pause.Id);
        }
    }

    private static void Replace<T>(List<T> list, IEnumerable<T> items)
    {
        var kept = items.ToList();
        list.Clear();
        list.AddRange(kept);
    }

    private static async Task RebuildAsync(DataConnection db, DatabaseKind kind, string pbx, List<int> hours, CancellationToken cancellationToken)
    {
        foreach (var hour in hours)
        {
            var (from, to) = (hour * HourSums.HourMs, (hour + 1) * HourSums.HourMs);
            var sums = new HourSums();
            foreach (var call in await db.GetTable<QueueCallRow>().Where(c => c.EnteredAt >= from && c.EnteredAt < to && c.Pbx == pbx).ToListAsync(cancellationToken))
                sums.Add(call);
            await db.GetTable<HourRow>().DeleteAsync(h => h.Pbx == pbx && h.Hour == hour, cancellationToken);
            await db.GetTable<HourWaitRow>().DeleteAsync(h => h.Pbx == pbx && h.Hour == hour, cancellationToken);
            await RollupWriter.AddAsync(db, kind, sums, cancellationToken);
        }
    }
}
