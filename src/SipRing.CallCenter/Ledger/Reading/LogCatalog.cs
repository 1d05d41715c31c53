using LinqToDB;
using LinqToDB.Async;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>Finds which of the logs that were read a file is, and what to begin a new one with.</summary>
internal sealed class LogCatalog(Database database)
{
    /// <summary>The row of this file, or null where nothing of it was read.</summary>
    public async Task<LogRow?> FindAsync(string pbx, LogKind kind, Stream file, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var known = await db.GetTable<LogRow>()
            .Where(l => l.Pbx == pbx && l.Kind == (int)kind && l.HeadLength > 0)
            .OrderByDescending(l => l.Position)
            .Select(l => new { l.Id, Position = new LogPosition(l.Position, l.HeadLength, l.HeadHash, l.TailLength, l.TailHash) })
            .ToListAsync(cancellationToken);
        // A copy that was read further is the same file; the longest match is the one to go on with.
        var match = known.Find(k => k.Position.IsIn(file));
        return match is null ? null : await db.GetTable<LogRow>().FirstOrDefaultAsync(l => l.Id == match.Id, cancellationToken);
    }

    /// <summary>The row of a table of that source, the one begun last; null where nothing of it was read.</summary>
    public async Task<LogRow?> FindTableAsync(string pbx, LogKind kind, string head, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<LogRow>()
            .Where(l => l.Pbx == pbx && l.Kind == (int)kind && l.HeadLength == 0 && l.HeadHash == head)
            .OrderByDescending(l => l.Id)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>
    /// The state after the log that comes before a file beginning then: calls that were open at its end go on in this one. A
    /// file older than everything that was read begins with nothing.
    /// </summary>
    public async Task<LogState> BeforeAsync(string pbx, LogKind kind, long firstMs, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var before = await db.GetTable<LogRow>()
            .Where(l => l.Pbx == pbx && l.Kind == (int)kind && l.FirstAt <= firstMs)
            .OrderByDescending(l => l.LastAt).ThenByDescending(l => l.Id)
            .Select(l => l.State)
            .FirstOrDefaultAsync(cancellationToken);
        return before is null ? new() : LogState.Continue(before);
    }
}
