using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Pbx;

/// <summary>The extensions and queues of the own Asterisk, as the database has them.</summary>
public interface IPbxDirectory
{
    /// <summary>By number.</summary>
    Task<IReadOnlyList<Extension>> ExtensionsAsync(CancellationToken cancellationToken);

    /// <summary>By number.</summary>
    Task<IReadOnlyList<CallQueue>> QueuesAsync(CancellationToken cancellationToken);

    /// <summary>Raised after every change that Asterisk has taken up.</summary>
    event Action? Changed;
}

/// <inheritdoc cref="IPbxDirectory"/>
public sealed class PbxDirectory(Database database) : IPbxDirectory, IMemberPlaces
{
    public event Action? Changed;

    public async Task<IReadOnlyList<Extension>> ExtensionsAsync(CancellationToken cancellationToken) =>
        [.. (await PhoneRowsAsync(cancellationToken)).Select(r => r.ToExtension())];

    public async Task<IReadOnlyList<CallQueue>> QueuesAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return [.. (await db.GetTable<QueueRow>().OrderBy(q => q.Number).ToListAsync(cancellationToken)).Select(r => r.ToQueue())];
    }

    public async Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken) => await FindQueueAsync(number, cancellationToken) is not null;

    public async Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken) => await FindExtensionAsync(number, cancellationToken) is not null;

    internal async Task<IReadOnlyList<PhoneConfiguration>> PhonesAsync(CancellationToken cancellationToken) =>
        [.. (await PhoneRowsAsync(cancellationToken)).Select(r => new PhoneConfiguration(r.ToExtension(), r.Digest))];

    internal async Task<ExtensionRow?> FindExtensionAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<ExtensionRow>().FirstOrDefaultAsync(e => e.Number == number, cancellationToken);
    }

    internal async Task<QueueRow?> FindQueueAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<QueueRow>().FirstOrDefaultAsync(q => q.Number == number, cancellationToken);
    }

    internal async Task SaveAsync<TRow>(TRow row, CancellationToken cancellationToken)
        where TRow : class
    {
        await using var db = database.Connect();
        await db.InsertOrReplaceAsync(row, token: cancellationToken);
    }

    internal async Task<bool> DeleteExtensionAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<ExtensionRow>().DeleteAsync(e => e.Number == number, cancellationToken) > 0;
    }

    internal async Task<bool> DeleteQueueAsync(string number, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<QueueRow>().DeleteAsync(q => q.Number == number, cancellationToken) > 0;
    }

    internal void RaiseChanged() => Changed?.Invoke();

    private async Task<List<ExtensionRow>> PhoneRowsAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<ExtensionRow>().OrderBy(e => e.Number).ToListAsync(cancellationToken);
    }
}
