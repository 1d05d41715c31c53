namespace SipRing.CallCenter.Queues.Rules;

/// <summary>What SipRing itself does about the calls of a queue: Asterisk knows nothing of it.</summary>
public sealed record QueueCallRules
{
    public const int MostMisses = 20;

    public required string Queue { get; init; }

    /// <summary>After so many missed calls in a row an operator is paused; null: never.</summary>
    public int? PauseAfterMisses { get; init; }
}
