using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Writing;

/// <summary>
/// Notes, in the transaction that changes facts, which ones it changed. Ids go by time, so a block of a long log is noted as one
/// span and costs one row; facts far apart are noted apart, or a call that lasted all day would have the whole day looked at again.
/// </summary>
internal sealed class TouchedFacts
{
    private const long Gap = 600L << 32;
    private readonly Dictionary<FactKind, List<long>> _ids = [];

    public void Add(FactKind kind, IEnumerable<long> ids)
    {
        if (!_ids.TryGetValue(kind, out var list))
            _ids[kind] = list = [];
        list.AddRange(ids);
    }

    public async Task WriteAsync(DataConnection db, CancellationToken cancellationToken)
    {
        foreach (var (kind, ids) in _ids)
        {
            if (ids.Count == 0)
                continue;
            ids.Sort();
            var first = ids[0];
            for (var i = 1; i <= ids.Count; i++)
            {
                if (i < ids.Count && ids[i] - ids[i - 1] <= Gap)
                    continue;
                await db.InsertAsync(new TouchedRow { Kind = (int)kind, FirstId = first, LastId = ids[i - 1] }, token: cancellationToken);
                if (i < ids.Count)
                    first = ids[i];
            }
        }
    }
}
