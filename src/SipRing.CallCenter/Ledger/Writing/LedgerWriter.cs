using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Writing;

/// <summary>
/// Stores facts, roll-ups and the new position of one log in one transaction: a crash at any point loses nothing and doubles
/// nothing. Several processes may write to one database; who finds that another went ahead in the same file begins anew.
/// </summary>
internal sealed class LedgerWriter(Database database)
{
    private const string Lock = "SELECT GET_LOCK(CONCAT(DATABASE(), '.sipring-ledger'), 30)";
    private const string Unlock = "SELECT RELEASE_LOCK(CONCAT(DATABASE(), '.sipring-ledger'))";

    /// <summary>Null: another process has read on in this log; nothing was stored.</summary>
    /// <param name="before">The position that the facts follow on, or null for the first of this file.</param>
    /// <param name="after">The position after them.</param>
    /// <param name="output">The facts.</param>
    public async Task<Stored?> StoreAsync(LogRow? before, LogRow after, FoldOutput output, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        // SQLite's transactions take the only write lock at their beginning; MariaDB's need one for a row that does not exist yet.
        if (database.Kind == DatabaseKind.MariaDb && await db.ExecuteAsync<int?>(Lock, cancellationToken) != 1)
            throw new TimeoutException("Another process has been writing to the ledger for more than 30 s.");
        try
        {
            await using var transaction = await db.BeginTransactionAsync(cancellationToken);
            var row = await MoveAsync(db, before, after, cancellationToken);
            if (row is null)
                return null;
            var touched = new TouchedFacts();
            var changed = after.Kind == (int)LogKind.QueueLog
                && await EventFacts.GiveWayAsync(db, database.Kind, after.Pbx, after.FirstAt, after.LastAt, touched, cancellationToken);
            changed |= await new FactWriter(db, database.Kind, touched).WriteAsync(output, cancellationToken);
            await touched.WriteAsync(db, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new(row, changed);
        }
        finally
        {
            if (database.Kind == DatabaseKind.MariaDb)
                await UnlockAsync(db);
        }
    }

    private static async Task<LogRow?> MoveAsync(DataConnection db, LogRow? before, LogRow after, CancellationToken cancellationToken)
    {
        var logs = db.GetTable<LogRow>();
        if (before is null)
        {
            var taken = await logs.AnyAsync(
                l => l.Pbx == after.Pbx && l.Kind == after.Kind && l.HeadHash == after.HeadHash && l.TailHash == after.TailHash, cancellationToken);
            return taken ? null : after with { Id = await db.InsertWithInt64IdentityAsync(after, token: cancellationToken) };
        }

        var moved = await logs
            .Where(l => l.Id == before.Id && l.Position == before.Position)
            .Set(l => l.HeadLength, after.HeadLength)
            .Set(l => l.HeadHash, after.HeadHash)
            .Set(l => l.TailLength, after.TailLength)
            .Set(l => l.TailHash, after.TailHash)
            .Set(l => l.Position, after.Position)
            .Set(l => l.Lines, after.Lines)
            .Set(l => l.Broken, after.Broken)
            .Set(l => l.FirstAt, after.FirstAt)
            .Set(l => l.LastAt, after.LastAt)
            .Set(l => l.State, after.State)
            .UpdateAsync(cancellationToken);
        return moved == 1 ? after with { Id = before.Id } : null;
    }

    private static async Task UnlockAsync(DataConnection db)
    {
        try
        {
            await db.ExecuteAsync<int?>(Unlock, CancellationToken.None);
        }
        catch (MySqlConnector.MySqlException)
        {
            // The connection is gone, and the lock with it.
        }
    }
}

/// <param name="Log">The position as it is stored now.</param>
/// <param name="Changed">Whether a figure of a report changed.</param>
internal sealed record Stored(LogRow Log, bool Changed);
