using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger;

/// <summary>What the logs held that the ledger could not use: kept and counted, never dropped.</summary>
/// <param name="Lines">All lines read so far.</param>
/// <param name="Broken">Lines that are no lines of their log: half written, garbled.</param>
/// <param name="Unknown">Events that this version does not know, with how often they came.</param>
public sealed record LedgerLeftovers(long Lines, long Broken, IReadOnlyDictionary<string, long> Unknown)
{
    public static async Task<LedgerLeftovers> ReadAsync(Database database, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var logs = await db.GetTable<LogRow>().Select(l => new { l.Lines, l.Broken }).ToListAsync(cancellationToken);
        var unknown = await db.GetTable<UnknownEventRow>().GroupBy(u => u.Event)
            .Select(g => new { Event = g.Key, Count = g.Sum(u => u.Count) }).ToListAsync(cancellationToken);
        return new(logs.Sum(l => l.Lines), logs.Sum(l => l.Broken), unknown.ToDictionary(u => u.Event, u => u.Count));
    }
}
