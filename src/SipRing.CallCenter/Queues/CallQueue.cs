using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>How a queue chooses whom to ring; the names are those of Asterisk in lower case.</summary>
public enum QueueStrategy
{
    RingAll,
    LeastRecent,
    FewestCalls,
    Random,
    RrMemory,
    RrOrdered,
    Linear,
    WRandom,
}

/// <summary>A queue of the own Asterisk.</summary>
public sealed record CallQueue : IPbxItem
{
    public required string Number { get; init; }
    public required string Name { get; init; }
    public QueueStrategy Strategy { get; init; } = QueueStrategy.RrMemory;

    /// <summary>How long one phone rings before the next one is tried.</summary>
    public int RingSeconds { get; init; } = 15;

    /// <summary>The pause between two rounds of ringing.</summary>
    public int RetrySeconds { get; init; } = 5;

    /// <summary>How long an operator is left alone after a call of this queue.</summary>
    public int WrapUpSeconds { get; init; }

    /// <summary>The longest wait of a caller; 0 is without limit.</summary>
    public int TimeoutSeconds { get; init; } = 300;

    /// <summary>The greatest number of waiting callers; 0 is without limit.</summary>
    public int MaxLength { get; init; }

    /// <summary>Answered within this time counts as served in time.</summary>
    public int ServiceLevelSeconds { get; init; } = 20;

    string IPbxKeyed.Key => Number;

    PbxKind IPbxItem.Kind => PbxKind.Queue;
}
