namespace SipRing.CallCenter.Agents.WrapUps;

/// <summary>The time after a call in which no queue rings the operator: docs/decisions/0021.</summary>
/// <param name="Extension">The phone; all of its queues leave it alone.</param>
/// <param name="AgentId">Who sits there.</param>
/// <param name="Queue">The queue of the call, whose wrap-up time it is.</param>
/// <param name="CallId">The call.</param>
/// <param name="BeganAt">The end of the call.</param>
/// <param name="Until">When it ends by itself.</param>
/// <param name="Extended">It was made longer.</param>
public sealed record WrapUp(string Extension, int AgentId, string Queue, string CallId, DateTimeOffset BeganAt, DateTimeOffset Until, bool Extended)
{
    /// <summary>Asterisk's own wrap-up, which holds calls back until SipRing's pause has come through.</summary>
    public const int GuardSeconds = 3;

    /// <summary>However often it is extended.</summary>
    public const int MostSeconds = 3600;

    /// <summary>What Asterisk is told of a queue's wrap-up time.</summary>
    public static int Guard(int wrapUpSeconds) => Math.Min(wrapUpSeconds, GuardSeconds);
}

/// <summary>How a wrap-up ended, as queue_log has it.</summary>
public enum WrapUpEnd
{
    /// <summary>Its time was over.</summary>
    Elapsed,

    /// <summary>Its time was over, after it had been extended.</summary>
    Extended,

    /// <summary>Operator or supervisor ended it.</summary>
    Early,

    /// <summary>A pause took its place.</summary>
    Paused,

    /// <summary>The operator logged out.</summary>
    Logout,

    /// <summary>Its end came while SipRing was away, or by somebody else's hand.</summary>
    Released,
}
