namespace SipRing.CallCenter.Ledger;

/// <summary>What the ledger takes from other features: names of today and limits. The logs hold only numbers.</summary>
public interface ILedgerNames
{
    Task<LedgerNames> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="Queues">By number.</param>
/// <param name="Agents">Id to name.</param>
public sealed record LedgerNames(IReadOnlyDictionary<string, LedgerQueue> Queues, IReadOnlyDictionary<int, string> Agents)
{
    public const int DefaultServiceLevelSeconds = 20;

    public static LedgerNames Empty { get; } = new(new Dictionary<string, LedgerQueue>(), new Dictionary<int, string>());

    public string QueueName(string number) => Queues.TryGetValue(number, out var queue) ? queue.Name : number;

    public int ServiceLevelSeconds(string number) => Queues.TryGetValue(number, out var queue) ? queue.ServiceLevelSeconds : DefaultServiceLevelSeconds;

    /// <summary>The name of today, or the one that the log had, for operators who are no more.</summary>
    public string? AgentName(int? id, string? inLog) => id is { } known && Agents.TryGetValue(known, out var name) ? name : inLog;
}

public sealed record LedgerQueue(string Name, int ServiceLevelSeconds);

/// <summary>Until queues and agents have names.</summary>
internal sealed class NoLedgerNames : ILedgerNames
{
    public Task<LedgerNames> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(LedgerNames.Empty);
}
