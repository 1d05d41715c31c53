namespace SipRing.CallCenter.Ledger;

public enum QueueCallOutcome
{
    Answered,

    /// <summary>The caller hung up while waiting.</summary>
    Abandoned,

    /// <summary>The queue's longest wait ended.</summary>
    Timeout,

    /// <summary>Nobody was there to answer: refused on entry, or sent out while waiting.</summary>
    NoAgents,

    /// <summary>The queue had its greatest length; the caller never entered.</summary>
    Full,

    /// <summary>The caller left by a key.</summary>
    KeyPressed,

    /// <summary>Asterisk ended while the call waited.</summary>
    Restarted,
}

/// <summary>What a fact was taken from. The numbers are stored.</summary>
public enum FactSource
{
    /// <summary>A log of Asterisk: complete.</summary>
    Log = 0,

    /// <summary>Manager events: what happened while nobody listened is missing.</summary>
    Events = 1,
}

public enum EndedBy
{
    Agent,
    Caller,
    Transfer,
}

/// <summary>One visit of one call to one queue, finished: the fact that reports count. A call may visit many queues.</summary>
public sealed record QueueCall
{
    /// <summary>Unique and the same after every replay of the logs.</summary>
    public required long Id { get; init; }
    public required string Pbx { get; init; }

    /// <summary>Asterisk's unique id of the caller's channel.</summary>
    public required string CallId { get; init; }
    public required string Queue { get; init; }
    public required string QueueName { get; init; }
    public int? AgentId { get; init; }
    public string? AgentName { get; init; }
    public string? Extension { get; init; }
    public required string Caller { get; init; }

    /// <summary>The moment of entry to the queue.</summary>
    public required DateTimeOffset EnteredAt { get; init; }

    /// <summary>From entry to answer or loss.</summary>
    public required int WaitSeconds { get; init; }

    /// <summary>How long the phone that answered rang; null if lost.</summary>
    public int? RingSeconds { get; init; }

    /// <summary>From answer to the end of the agent's part; null if lost.</summary>
    public int? TalkSeconds { get; init; }

    /// <summary>How long the operator was left alone after it; null while that lasts, and where no wrap-up followed.</summary>
    public int? WrapUpSeconds { get; init; }

    /// <summary>Place in the queue on entry, 1 is first.</summary>
    public required int Position { get; init; }
    public required QueueCallOutcome Outcome { get; init; }
    public EndedBy? EndedBy { get; init; }

    /// <summary>The number it was transferred to, blind or attended.</summary>
    public string? TransferredTo { get; init; }

    /// <summary>Id of the recording, or null.</summary>
    public string? Recording { get; init; }
    public FactSource Source { get; init; }
}

public enum QueueCallSort
{
    EnteredAtDescending,
    EnteredAtAscending,
}

/// <summary>R5: what to show. Null or empty means: no restriction.</summary>
public sealed record QueueCallFilter
{
    /// <summary>Entry at or after.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Entry before.</summary>
    public required DateTimeOffset To { get; init; }
    public IReadOnlyList<string> Queues { get; init; } = [];
    public IReadOnlyList<int> AgentIds { get; init; } = [];

    /// <summary>Part of the caller's number.</summary>
    public string? Caller { get; init; }

    /// <summary>True: answered only. False: lost only.</summary>
    public bool? Answered { get; init; }

    /// <summary>Departments whose calls are wanted; the use cases turn them into <see cref="Scope"/>.</summary>
    public IReadOnlyList<int> Departments { get; init; } = [];

    /// <summary>Whose calls at most; set by the use cases.</summary>
    public CallScope? Scope { get; init; }
}

public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>The side panel of R4. Seconds; null where there was no call to measure.</summary>
public sealed record QueueTotals
{
    public int Answered { get; init; }
    public int Lost { get; init; }

    /// <summary>Greatest place on entry.</summary>
    public int LongestQueue { get; init; }

    /// <summary>Answered within the service level of their queue.</summary>
    public int AnsweredInTime { get; init; }
    public double? ServicePercent { get; init; }
    public SecondsTotals Talk { get; init; } = new();

    /// <summary>Wait of answered calls.</summary>
    public SecondsTotals Wait { get; init; } = new();

    /// <summary>Wait of lost calls.</summary>
    public SecondsTotals LostWait { get; init; } = new();
}

public sealed record SecondsTotals(long Total = 0, double? Mean = null, int? Min = null, int? Max = null);

public sealed record QueueSummary(string Queue, string QueueName, int ServiceLevelSeconds, QueueTotals Totals);

public sealed record HourCount(int Hour, int Answered, int Lost);

/// <summary>Reports read the ledger through this. Rights are checked by the use cases around it.</summary>
public interface IQueueCalls
{
    Task<Page<QueueCall>> ListAsync(QueueCallFilter filter, QueueCallSort sort, int limit, string? cursor, CancellationToken cancellationToken);

    Task<QueueTotals> TotalsAsync(QueueCallFilter filter, CancellationToken cancellationToken);

    Task<IReadOnlyList<QueueSummary>> SummaryAsync(QueueCallFilter filter, CancellationToken cancellationToken);

    /// <summary>Added up by who answered, or which queue lost them.</summary>
    Task<IReadOnlyList<CallShare>> SharesAsync(QueueCallFilter filter, CancellationToken cancellationToken);

    /// <summary>Answered and lost by hour of the day in the call centre's time zone.</summary>
    Task<IReadOnlyList<HourCount>> ByHourAsync(QueueCallFilter filter, CancellationToken cancellationToken);
}

/// <summary>Presence of one operator at one phone in one queue, from login to logout.</summary>
public sealed record AgentSession
{
    public required long Id { get; init; }
    public required string Pbx { get; init; }
    public int? AgentId { get; init; }
    public required string AgentName { get; init; }
    public required string Extension { get; init; }
    public required string Queue { get; init; }
    public required DateTimeOffset Login { get; init; }

    /// <summary>Null while logged in.</summary>
    public DateTimeOffset? Logout { get; init; }
    public IReadOnlyList<AgentPause> Pauses { get; init; } = [];

    /// <summary>After calls of this queue.</summary>
    public IReadOnlyList<AgentWrapUp> WrapUps { get; init; } = [];
}

/// <param name="To">Null while it lasts.</param>
/// <param name="PlannedSeconds">The queue's wrap-up time, with what was added.</param>
/// <param name="End">elapsed, extended, early, paused, logout or released; null while it lasts.</param>
/// <param name="CallId">The call that it followed.</param>
public sealed record AgentWrapUp(DateTimeOffset From, DateTimeOffset? To, int PlannedSeconds, string? End, string CallId);

/// <param name="To">Null while the pause lasts.</param>
public sealed record AgentPause(DateTimeOffset From, DateTimeOffset? To, string? Reason);

public interface IAgentSessions
{
    /// <summary>Sessions that overlap the span.</summary>
    Task<IReadOnlyList<AgentSession>> ListAsync(DateTimeOffset from, DateTimeOffset to, int? agentId, CancellationToken cancellationToken);
}
