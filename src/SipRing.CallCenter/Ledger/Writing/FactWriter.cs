using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using LinqToDB.Mapping;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Writing;

/// <summary>Stores facts inside a transaction of the caller. What is there already stays as it is and is not counted again.</summary>
internal sealed class FactWriter(DataConnection db, DatabaseKind kind, TouchedFacts touched)
{
    private const long AroundMs = 10_000;
    private static readonly BulkCopyOptions s_bulk = new() { BulkCopyType = BulkCopyType.MultipleRows };

    /// <summary>Whether any figure of a report changed.</summary>
    public async Task<bool> WriteAsync(FoldOutput output, CancellationToken cancellationToken)
    {
        if (output.Source == FactSource.Events)
            await EventFacts.PrepareAsync(db, output, cancellationToken);
        var transfers = await AddNewAsync(output.Transfers, t => t.Id, (min, max) => t => t.Id >= min && t.Id <= max, cancellationToken);
        var changed = await AddCallsAsync(output.Calls, cancellationToken);
        changed |= await CorrectAsync(transfers, cancellationToken);
        await AddNewAsync(output.Misses, m => m.Id, (min, max) => m => m.Id >= min && m.Id <= max, cancellationToken);
        var records = await AddNewAsync(output.CallRecords, c => c.Id, (min, max) => c => c.Id >= min && c.Id <= max, cancellationToken);
        changed |= await new CallWriter(db, touched).WriteAsync(output, records, cancellationToken);
        await AddNewAsync(output.Broken, b => b.Id, (min, max) => b => b.Id >= min && b.Id <= max, cancellationToken);
        foreach (var session in output.Sessions.Values)
            await PutAsync(session, cancellationToken);
        foreach (var pause in output.Pauses.Values)
            await PutAsync(pause, cancellationToken);
        foreach (var wrapUp in output.WrapUps.Values)
            await PutAsync(wrapUp, cancellationToken);
        foreach (var unknown in output.Unknown.Values)
            await CountAsync(unknown, cancellationToken);
        return changed || output.Sessions.Count + output.Pauses.Count + output.WrapUps.Count > 0;
    }

    private async Task<bool> AddCallsAsync(List<QueueCallRow> calls, CancellationToken cancellationToken)
    {
        if (calls.Count == 0)
            return false;
        var fresh = await WithFreeIdsAsync(calls, cancellationToken);
        if (fresh.Count == 0)
            return false;
        var (pbx, from, to) = (fresh[0].Pbx, fresh.Min(c => c.EndedAt) - AroundMs, fresh.Max(c => c.EndedAt) + AroundMs);
        var transfers = (await db.GetTable<TransferRow>().Where(t => t.Pbx == pbx && t.At >= from && t.At <= to).ToListAsync(cancellationToken))
            .ToLookup(t => t.CallId);
        var sums = new HourSums();
        for (var i = 0; i < fresh.Count; i++)
        {
            fresh[i] = TransferMatch.Apply(fresh[i], transfers[fresh[i].CallId]);
            sums.Add(fresh[i]);
        }

        await db.BulkCopyAsync(s_bulk, fresh, cancellationToken);
        touched.Add(FactKind.Visit, fresh.Select(c => c.Id));
        await RollupWriter.AddAsync(db, kind, sums, cancellationToken);
        return true;
    }

    // Two visits of one second may hash alike: the later one takes the next free id. The same visit again is left out.
    private async Task<List<QueueCallRow>> WithFreeIdsAsync(List<QueueCallRow> calls, CancellationToken cancellationToken)
    {
        var (min, max) = (calls.Min(c => c.Id), calls.Max(c => c.Id) + 16);
        var taken = await db.GetTable<QueueCallRow>()
            .Where(c => c.Id >= min && c.Id <= max)
            .Select(c => new { c.Id, c.Pbx, c.CallId, c.Queue })
            .ToDictionaryAsync(c => c.Id, c => (c.Pbx, c.CallId, c.Queue), cancellationToken);
        var fresh = new List<QueueCallRow>(calls.Count);
        foreach (var call in calls)
        {
            var id = call.Id;
            var known = false;
            while (!known && taken.TryGetValue(id, out var other))
            {
                if (other == (call.Pbx, call.CallId, call.Queue))
                    known = true;
                else
                    id++;
            }

            if (known)
                continue;
            taken[id] = (call.Pbx, call.CallId, call.Queue);
            fresh.Add(id == call.Id ? call : call with { Id = id });
        }

        fresh.Sort((a, b) => a.Id.CompareTo(b.Id));
        return fresh;
    }

    /// <summary>CEL came after queue_log: the number goes to the visit that is there already.</summary>
    private async Task<bool> CorrectAsync(List<TransferRow> transfers, CancellationToken cancellationToken)
    {
        var changed = false;
        foreach (var transfer in transfers)
        {
            var all = await db.GetTable<TransferRow>().Where(t => t.Pbx == transfer.Pbx && t.CallId == transfer.CallId).ToListAsync(cancellationToken);
            foreach (var call in await db.GetTable<QueueCallRow>()
                .Where(c => c.Pbx == transfer.Pbx && c.CallId == transfer.CallId)
                .ToListAsync(cancellationToken))
            {
                var right = TransferMatch.Apply(call, all);
                if (right == call)
                    continue;
                await db.UpdateAsync(right, token: cancellationToken);
                changed = true;
            }
        }

        return changed;
    }

    private async Task<List<T>> AddNewAsync<T>(
        List<T> rows,
        Func<T, long> idOf,
        Func<long, long, System.Linq.Expressions.Expression<Func<T, bool>>> between,
        CancellationToken cancellationToken)
        where T : class
    {
        if (rows.Count == 0)
            return [];
        var id = IdOf<T>();
        var taken = (await db.GetTable<T>().Where(between(rows.Min(idOf), rows.Max(idOf))).Select(id).ToListAsync(cancellationToken)).ToHashSet();
        var fresh = rows.Where(r => taken.Add(idOf(r))).OrderBy(idOf).ToList();
        if (fresh.Count > 0)
            await db.BulkCopyAsync(s_bulk, fresh, cancellationToken);
        return fresh;
    }

    private static System.Linq.Expressions.Expression<Func<T, long>> IdOf<T>() => row => Sql.Property<long>(row!, "Id");

    private async Task PutAsync(AgentSessionRow row, CancellationToken cancellationToken)
    {
        // A log that was cut before the logout must not open a session again.
        var updated = await db.GetTable<AgentSessionRow>()
            .Where(s => s.Id == row.Id)
            .Set(s => s.AgentId, row.AgentId)
            .Set(s => s.AgentName, row.AgentName)
            .Set(s => s.LogoutAt, s => row.LogoutAt ?? s.LogoutAt)
            .UpdateAsync(cancellationToken);
        if (updated == 0)
            await db.InsertAsync(row, token: cancellationToken);
    }

    private async Task PutAsync(AgentPauseRow row, CancellationToken cancellationToken)
    {
        var updated = await db.GetTable<AgentPauseRow>()
            .Where(p => p.Id == row.Id)
            .Set(p => p.ToAt, p => row.ToAt ?? p.ToAt)
            .UpdateAsync(cancellationToken);
        if (updated == 0)
            await db.InsertAsync(row, token: cancellationToken);
    }

    /// <summary>With its end it becomes part of the visit that it followed: the last one of that call, queue and operator before it.</summary>
    private async Task PutAsync(AgentWrapUpRow row, CancellationToken cancellationToken)
    {
        var updated = await db.GetTable<AgentWrapUpRow>()
            .Where(w => w.Id == row.Id)
            .Set(w => w.ToAt, w => row.ToAt ?? w.ToAt)
            .Set(w => w.PlannedSeconds, row.PlannedSeconds)
            .Set(w => w.End, w => row.End ?? w.End)
            .UpdateAsync(cancellationToken);
        if (updated == 0)
            await db.InsertAsync(row, token: cancellationToken);
        if (row.ToAt is not { } end)
            return;
        var latest = row.FromAt + AroundMs;
        var visit = await db.GetTable<QueueCallRow>()
            .Where(c => c.Pbx == row.Pbx && c.CallId == row.CallId && c.Queue == row.Queue && c.AgentId == row.AgentId && c.EndedAt <= latest)
            .OrderByDescending(c => c.EndedAt).ThenByDescending(c => c.Id).Select(c => (long?)c.Id).FirstOrDefaultAsync(cancellationToken);
        int? seconds = (int)((end - row.FromAt) / 1000);
        if (visit is not null)
            await db.GetTable<QueueCallRow>().Where(c => c.Id == visit).Set(c => c.WrapUpSeconds, seconds).UpdateAsync(cancellationToken);
    }

    private async Task CountAsync(UnknownEventRow row, CancellationToken cancellationToken)
    {
        var known = await db.GetTable<UnknownEventRow>().FirstOrDefaultAsync(u => u.Pbx == row.Pbx && u.Event == row.Event, cancellationToken);
        if (known is null)
        {
            await db.InsertAsync(row, token: cancellationToken);
            return;
        }

        await db.UpdateAsync(
            known with
            {
                Count = known.Count + row.Count,
                FirstAt = Math.Min(known.FirstAt, row.FirstAt),
                LastAt = Math.Max(known.LastAt, row.LastAt),
            },
            token: cancellationToken);
    }
}
