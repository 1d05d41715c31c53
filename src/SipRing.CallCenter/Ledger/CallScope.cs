namespace SipRing.CallCenter.Ledger;

/// <summary>
/// Whose calls: an answered call is the operator's who answered it, or the phone's where nobody was logged in; a lost one is the queue's.
/// A call of the PBX is theirs whose leg is in it; one that nobody answered is its queue's too.
/// </summary>
public sealed record CallScope(IReadOnlyList<int> Agents, IReadOnlyList<string> Extensions, IReadOnlyList<string> Queues)
{
    public bool Has(QueueCall call) => Has(call.Outcome, call.Queue, call.AgentId, call.Extension);

    internal bool Has(QueueCallOutcome outcome, string queue, int? agentId, string? extension) => outcome != QueueCallOutcome.Answered ? Queues.Contains(queue)
        : agentId is { } agent ? Agents.Contains(agent)
        : extension is not null && Extensions.Contains(extension);
}
