using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Queues.Rules;

/// <summary>The rules by queue; a queue without rules of its own has the default ones.</summary>
public sealed class CallRules(Database database)
{
    private volatile IReadOnlyDictionary<string, QueueCallRules>? _known;

    /// <summary>Raised after every change.</summary>
    public event Action? Changed;

    public async Task<IReadOnlyDictionary<string, QueueCallRules>> AllAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
            return known;
        await using var db = database.Connect();
        var rows = await db.GetTable<CallRulesRow>().ToListAsync(cancellationToken);
        return _known = rows.ToDictionary(r => r.Queue, r => r.ToRules(), StringComparer.Ordinal);
    }

    public async Task<QueueCallRules> OfAsync(string queue, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).GetValueOrDefault(queue) ?? new QueueCallRules { Queue = queue };

    internal void Forget()
    {
        _known = null;
        Changed?.Invoke();
    }
}
