namespace SipRing.CallCenter.Queues.Rules;

/// <summary>What SipRing itself does about the calls of a queue: Asterisk knows nothing of it.</summary>
public sealed record QueueCallRules
{
    public const int MostMisses = 20;
    public const int MostCallBackMinutes = 7 * 24 * 60;
    public const int MostIgnoredSeconds = 300;

    public required string Queue { get; init; }

    /// <summary>After so many missed calls in a row an operator is paused; null: never.</summary>
    public int? PauseAfterMisses { get; init; }

    /// <summary>Within this time a lost caller should have been reached; null: without a target.</summary>
    public int? CallBackMinutes { get; init; } = 30;

    /// <summary>Who left sooner than this is not looked for.</summary>
    public int IgnoreSeconds { get; init; }
}
