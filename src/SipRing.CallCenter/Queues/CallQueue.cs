using System.Text.Json.Serialization;
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

/// <summary>When a queue counts as empty for a caller who comes, or who waits.</summary>
public enum QueueEmptyRule
{
    /// <summary>Never: callers wait for somebody to log in.</summary>
    Never,
    NobodyLoggedIn,

    /// <summary>Nobody is logged in, or all who are have paused.</summary>
    AllPaused,

    /// <summary>As before, and phones that are not reachable count as nobody.</summary>
    NobodyReachable,
}

/// <summary>Whether a caller is told his place in the queue.</summary>
public enum PositionAnnouncement
{
    No,
    Yes,

    /// <summary>Only up to <see cref="QueueAnnouncements.PositionLimit"/>.</summary>
    UpToLimit,

    /// <summary>Beyond the limit "more than N".</summary>
    MoreThanLimit,
}

/// <summary>Whether a caller is told how long he will probably wait.</summary>
public enum HoldTimeAnnouncement
{
    No,
    Yes,
    Once,
}

/// <summary>What callers hear while they wait. Sounds are ids of announcements.</summary>
public sealed record QueueAnnouncements
{
    /// <summary>How often place and waiting time are told; 0 is never.</summary>
    public int FrequencySeconds { get; init; }

    /// <summary>Not again sooner than this, when the place changes quickly.</summary>
    public int LeastPauseSeconds { get; init; } = 15;
    public PositionAnnouncement Position { get; init; }
    public int PositionLimit { get; init; } = 5;
    public HoldTimeAnnouncement HoldTime { get; init; }

    /// <summary>Played again and again; null is none.</summary>
    public string? Periodic { get; init; }
    public int PeriodicSeconds { get; init; } = 60;

    /// <summary>Played to the operator before the call is put through; null is none.</summary>
    public string? ToOperator { get; init; }
}

/// <summary>From so many seconds of waiting on, operators with a penalty in this range are rung.</summary>
public sealed record PenaltyRule(int AfterSeconds, int LeastPenalty, int GreatestPenalty);

/// <summary>An operator with a higher penalty is rung only while nobody with a lower one is free.</summary>
public sealed record OperatorPenalty(int AgentId, int Penalty);

/// <summary>What a waiting caller leaves the queue by.</summary>
public sealed record QueueKey(string Key, Destination Destination);

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

    /// <summary>Of two queues with one operator, the callers of the heavier one come first.</summary>
    public int Weight { get; init; }
    public QueueEmptyRule JoinEmpty { get; init; }
    public QueueEmptyRule LeaveEmpty { get; init; }
    public QueueAnnouncements Announcements { get; init; } = new();

    /// <summary>The id of a music class; null is the default one.</summary>
    public string? MusicClass { get; init; }

    /// <summary>Rings operators who are talking already.</summary>
    public bool RingInUse { get; init; }

    /// <summary>Several waiting callers are connected at the same time, not one after the other.</summary>
    public bool AutoFill { get; init; } = true;

    /// <summary>Tells the operator how long the caller has waited.</summary>
    public bool ReportHoldTime { get; init; }

    /// <summary>Silence for the operator between picking up and the caller.</summary>
    public int MemberDelaySeconds { get; init; }

    /// <summary>The ringing time begins anew when an operator declines or is busy.</summary>
    public bool RingTimeRestarts { get; init; }

    /// <summary>The longest wait goes before the ringing time: a phone stops ringing when the caller's time is over.</summary>
    public bool LongestWaitFirst { get; init; } = true;

    /// <summary>With fewer operators logged in than this, penalties do not count; 0 is always.</summary>
    public int PenaltiesFromOperators { get; init; }
    public IReadOnlyList<PenaltyRule> PenaltyRules { get; init; } = [];
    public IReadOnlyList<OperatorPenalty> Penalties { get; init; } = [];
    public IReadOnlyList<QueueKey> Keys { get; init; } = [];

    /// <summary>Where a caller goes whose longest wait is over; null says so and hangs up.</summary>
    public Destination? AfterTimeout { get; init; }

    /// <summary>Where a caller goes who finds the queue full; null says so and hangs up.</summary>
    public Destination? AfterFull { get; init; }

    /// <summary>Where a caller goes who finds the queue empty, or waits when it becomes so; null says so and hangs up.</summary>
    public Destination? AfterEmpty { get; init; }

    string IPbxKeyed.Key => Number;

    PbxKind IPbxItem.Kind => PbxKind.Queue;

    [JsonIgnore]
    public IEnumerable<PbxReference> References =>
    [
        .. Named(PbxKind.MusicClass, MusicClass, "musicClass"),
        .. Named(PbxKind.Announcement, Announcements.Periodic, "announcements.periodic"),
        .. Named(PbxKind.Announcement, Announcements.ToOperator, "announcements.toOperator"),
        .. PbxReference.Of(AfterTimeout, "afterTimeout"),
        .. PbxReference.Of(AfterFull, "afterFull"),
        .. PbxReference.Of(AfterEmpty, "afterEmpty"),
        .. Keys.SelectMany(k => PbxReference.Of(k.Destination, "keys")),
    ];

    private static IEnumerable<PbxReference> Named(PbxKind kind, string? key, string field) => key is null ? [] : [new(kind, key, field)];
}
