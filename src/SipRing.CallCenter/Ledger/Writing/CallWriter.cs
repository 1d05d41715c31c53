using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Writing;

/// <summary>
/// Stores calls inside a transaction of the caller. What CEL, CDR and the recordings say of one call may come in any order: each
/// time the row is made anew from all that is there, so the database ends the same.
/// </summary>
internal sealed class CallWriter(DataConnection db, TouchedFacts touched)
{
    private const int AtOnce = 400;
    private static readonly BulkCopyOptions s_bulk = new() { BulkCopyType = BulkCopyType.MultipleRows };

    public async Task<bool> WriteAsync(FoldOutput output, IReadOnlyList<CallRecordRow> freshRecords, CancellationToken cancellationToken)
    {
        await AddRecordingsAsync(output, cancellationToken);
        await AddHoldsAsync(output.Holds, cancellationToken);
        await RemoveAsync([.. output.GoneCalls], cancellationToken);
        await PutCelCallsAsync([.. output.PhoneCalls.Values], cancellationToken);
        await PutCdrCallsAsync(freshRecords, cancellationToken);
        return output.GoneCalls.Count + output.PhoneCalls.Count + freshRecords.Count > 0;
    }

    private async Task PutCelCallsAsync(List<PhoneCallFact> calls, CancellationToken cancellationToken)
    {
        if (calls.Count == 0)
            return;
        var pbx = calls[0].Call.Pbx;
        var channels = calls.SelectMany(c => c.Legs).Select(l => l.ChannelId).ToList();
        var told = new List<long>();
        foreach (var some in channels.Chunk(AtOnce))
        {
            told.AddRange(await db.GetTable<PhoneCallRow>()
                .Where(c => c.Pbx == pbx && c.Source == CdrCall.FromCdr && some.Contains(c.CallId)).Select(c => c.Id).ToListAsync(cancellationToken));
        }

        await PutAsync(calls, told, channels, cancellationToken);
    }

    /// <summary>CDR speaks only where CEL is silent.</summary>
    private async Task PutCdrCallsAsync(IReadOnlyList<CallRecordRow> fresh, CancellationToken cancellationToken)
    {
        if (fresh.Count == 0)
            return;
        var pbx = fresh[0].Pbx;
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var some in fresh.SelectMany(r => new[] { r.CallId, CdrCall.LinkedId(r) }).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
        {
            known.UnionWith(await (from leg in db.GetTable<CallLegRow>()
                                   join call in db.GetTable<PhoneCallRow>() on leg.Call equals call.Id
                                   where leg.Pbx == pbx && some.Contains(leg.ChannelId) && call.Source == CallShape.FromCel
                                   select leg.ChannelId).ToListAsync(cancellationToken));
        }

        var open = fresh.Where(r => r.CallId.Length > 0 && !known.Contains(r.CallId) && !known.Contains(CdrCall.LinkedId(r)))
            .Select(CdrCall.LinkedId).Distinct(StringComparer.Ordinal).ToList();
        var calls = new List<PhoneCallFact>();
        var old = new List<long>();
        foreach (var some in open.Chunk(AtOnce))
        {
            var rows = await db.GetTable<CallRecordRow>().Where(r => r.Pbx == pbx && some.Contains(r.LinkedId)).ToListAsync(cancellationToken);
            calls.AddRange(rows.GroupBy(r => r.LinkedId, StringComparer.Ordinal).Select(CdrCall.Of));
            old.AddRange(await db.GetTable<PhoneCallRow>()
                .Where(c => c.Pbx == pbx && c.Source == CdrCall.FromCdr && some.Contains(c.CallId)).Select(c => c.Id).ToListAsync(cancellationToken));
        }

        await PutAsync(calls, old, [.. calls.SelectMany(c => c.Legs).Select(l => l.ChannelId)], cancellationToken);
    }

    private async Task PutAsync(List<PhoneCallFact> calls, List<long> old, List<string> channels, CancellationToken cancellationToken)
    {
        if (calls.Count == 0)
            return;
        await RemoveAsync([.. old.Union(calls.Select(c => c.Call.Id))], cancellationToken);
        var pbx = calls[0].Call.Pbx;
        var recordings = new List<CallRecordingRow>();
        foreach (var some in channels.Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Chunk(AtOnce))
            recordings.AddRange(await db.GetTable<CallRecordingRow>().Where(r => r.Pbx == pbx && some.Contains(r.ChannelId)).ToListAsync(cancellationToken));
        var byChannel = recordings.ToLookup(r => r.ChannelId, StringComparer.Ordinal);
        var rows = calls.OrderBy(c => c.Call.Id).Select(c => c.Call with { Recording = FirstOf(c.Call, c.Legs.SelectMany(l => byChannel[l.ChannelId])) }).ToList();
        await db.BulkCopyAsync(s_bulk, rows, cancellationToken);
        touched.Add(FactKind.Call, rows.Select(c => c.Id));
        await db.BulkCopyAsync(s_bulk, calls.SelectMany(c => c.Legs).OrderBy(l => l.Call).ThenBy(l => l.Place), cancellationToken);
    }

    // A recording holds what two people said; where nobody talked there is no file.
    private static string? FirstOf(PhoneCallRow call, IEnumerable<CallRecordingRow> recordings) => call.Result == (int)CallResult.Answered
        ? recordings.OrderBy(r => r.At).ThenBy(r => r.Id, StringComparer.Ordinal).FirstOrDefault()?.Id
        : null;

    private async Task RemoveAsync(List<long> ids, CancellationToken cancellationToken)
    {
        touched.Add(FactKind.Call, ids);
        foreach (var some in ids.Chunk(AtOnce))
        {
            await db.GetTable<CallLegRow>().Where(l => some.Contains(l.Call)).DeleteAsync(cancellationToken);
            await db.GetTable<PhoneCallRow>().Where(c => some.Contains(c.Id)).DeleteAsync(cancellationToken);
        }
    }

    private async Task AddRecordingsAsync(FoldOutput output, CancellationToken cancellationToken)
    {
        if (output.Recordings.Count == 0)
            return;
        var fresh = new List<CallRecordingRow>();
        foreach (var some in output.Recordings.DistinctBy(r => r.Id).Chunk(AtOnce))
        {
            var ids = some.Select(r => r.Id).ToArray();
            var taken = (await db.GetTable<CallRecordingRow>().Where(r => ids.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancellationToken)).ToHashSet(StringComparer.Ordinal);
            fresh.AddRange(some.Where(r => !taken.Contains(r.Id)));
        }

        if (fresh.Count == 0)
            return;
        await db.BulkCopyAsync(s_bulk, fresh, cancellationToken);
        // Mostly the line comes long before the end of its call; of calls told already, those that it belongs to take it now.
        var pbx = fresh[0].Pbx;
        foreach (var some in fresh.Chunk(AtOnce))
        {
            var channels = some.Select(r => r.ChannelId).ToArray();
            var told = await (from leg in db.GetTable<CallLegRow>()
                              join call in db.GetTable<PhoneCallRow>() on leg.Call equals call.Id
                              where leg.Pbx == pbx && channels.Contains(leg.ChannelId) && call.Result == (int)CallResult.Answered
                              select call.Id).Distinct().ToListAsync(cancellationToken);
            foreach (var id in told)
            {
                var first = await (from leg in db.GetTable<CallLegRow>()
                                   join recording in db.GetTable<CallRecordingRow>() on new { leg.Pbx, leg.ChannelId } equals new { recording.Pbx, recording.ChannelId }
                                   where leg.Call == id
                                   orderby recording.At, recording.Id
                                   select recording.Id).FirstOrDefaultAsync(cancellationToken);
                await db.GetTable<PhoneCallRow>().Where(c => c.Id == id).Set(c => c.Recording, first).UpdateAsync(cancellationToken);
            }
        }
    }

    private async Task AddHoldsAsync(List<CallHoldRow> holds, CancellationToken cancellationToken)
    {
        if (holds.Count == 0)
            return;
        var (min, max) = (holds.Min(h => h.Id), holds.Max(h => h.Id));
        var taken = (await db.GetTable<CallHoldRow>().Where(h => h.Id >= min && h.Id <= max).Select(h => h.Id).ToListAsync(cancellationToken)).ToHashSet();
        await db.BulkCopyAsync(s_bulk, holds.Where(h => taken.Add(h.Id)).OrderBy(h => h.Id), cancellationToken);
    }
}
