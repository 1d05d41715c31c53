namespace SipRing.CallCenter.Ledger;

public enum CallDirection
{
    /// <summary>Between phones of the PBX.</summary>
    Internal,

    /// <summary>From a trunk.</summary>
    Incoming,

    /// <summary>To a trunk.</summary>
    Outgoing,
}

public enum CallResult
{
    /// <summary>Two people talked.</summary>
    Answered,
    NoAnswer,
    Busy,

    /// <summary>The number does not exist, or could not be reached.</summary>
    Failed,

    /// <summary>Only the PBX was talked to: a feature code, a menu, an announcement.</summary>
    Served,
}

/// <summary>What a leg did at a time.</summary>
public enum LegState
{
    Ringing,
    Queued,
    Talking,
    Held,

    /// <summary>With the PBX: an announcement, a menu, a dialplan that thinks.</summary>
    Served,
}

/// <summary>One conversation over the PBX, from its first channel to its last, through every transfer.</summary>
public sealed record PhoneCall
{
    /// <summary>Unique and the same after every replay of the logs.</summary>
    public required long Id { get; init; }
    public required string Pbx { get; init; }

    /// <summary>Asterisk's linked id: the unique id of the first channel.</summary>
    public required string CallId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset EndedAt { get; init; }
    public required CallDirection Direction { get; init; }
    public required CallResult Result { get; init; }
    public required string From { get; init; }

    /// <summary>What was dialled.</summary>
    public required string To { get; init; }

    /// <summary>Until two people talked; until the end where they never did.</summary>
    public required int WaitSeconds { get; init; }
    public required int TalkSeconds { get; init; }

    /// <summary>Phones of the PBX that were in it, in the order they came.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    /// <summary>Name of the first trunk, or empty.</summary>
    public required string Trunk { get; init; }

    /// <summary>Number of the first queue, or empty.</summary>
    public required string Queue { get; init; }
    public IReadOnlyList<PhoneCallTransfer> Transfers { get; init; } = [];

    /// <summary>Id of the first recording, or null.</summary>
    public string? Recording { get; init; }

    /// <summary>CEL told nothing of it: times of its legs are as rough as CDR has them.</summary>
    public bool FromCdrOnly { get; init; }
}

/// <param name="Attended">The two spoke before.</param>
/// <param name="By">Who transferred.</param>
/// <param name="To">To which number; empty where Asterisk does not tell.</param>
public sealed record PhoneCallTransfer(DateTimeOffset At, bool Attended, string By, string To);

/// <summary>One channel of a call.</summary>
public sealed record CallLeg
{
    public required string ChannelId { get; init; }
    public required string Channel { get; init; }

    /// <summary>The extension, or the name of the trunk.</summary>
    public required string Party { get; init; }
    public required bool IsTrunk { get; init; }

    /// <summary>The extension, or the number at the other end of the trunk.</summary>
    public required string Number { get; init; }

    /// <summary>Who sat at the phone then, if an operator did.</summary>
    public string? Operator { get; init; }

    /// <summary>His id, where he is one of SipRing's.</summary>
    public int? OperatorId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Q.850 cause of its end; 0 where it is not known.</summary>
    public required int Cause { get; init; }
    public IReadOnlyList<CallLegSpan> Spans { get; init; } = [];
}

public sealed record CallLegSpan(LegState State, DateTimeOffset From, DateTimeOffset To);

public sealed record CallRecordingLink(string Id, DateTimeOffset At);

/// <summary>A call with all that is known of it.</summary>
public sealed record PhoneCallStory(PhoneCall Call, IReadOnlyList<CallLeg> Legs, IReadOnlyList<QueueCall> Visits, IReadOnlyList<CallRecordingLink> Recordings);

/// <summary>What to show. Null or empty means: no restriction.</summary>
public sealed record PhoneCallFilter
{
    public required DateTimeOffset From { get; init; }
    public required DateTimeOffset To { get; init; }

    /// <summary>Digits in the caller's number.</summary>
    public string? Caller { get; init; }

    /// <summary>Digits in the number dialled.</summary>
    public string? Dialled { get; init; }

    /// <summary>Digits in either of them.</summary>
    public string? Number { get; init; }
    public CallDirection? Direction { get; init; }
    public CallResult? Result { get; init; }
    public IReadOnlyList<string> Extensions { get; init; } = [];
    public IReadOnlyList<int> AgentIds { get; init; } = [];
    public string? Trunk { get; init; }

    /// <summary>Talked at least so long.</summary>
    public int? MinTalkSeconds { get; init; }
    public bool Recorded { get; init; }

    /// <summary>Departments whose calls are wanted; the use cases turn them into <see cref="Scope"/>.</summary>
    public IReadOnlyList<int> Departments { get; init; } = [];

    /// <summary>Whose calls at most; set by the use cases.</summary>
    public CallScope? Scope { get; init; }
}

public sealed record PhoneCallTotals(
    int Calls, int Answered, int NoAnswer, int Busy, int Failed, int Served, int Incoming, int Outgoing, int Internal, long TalkSeconds, long WaitSeconds);

/// <summary>Call detail reads the ledger through this. Rights are checked by the use cases around it.</summary>
public interface IPhoneCalls
{
    /// <summary>Newest first.</summary>
    Task<Page<PhoneCall>> ListAsync(PhoneCallFilter filter, int limit, string? cursor, CancellationToken cancellationToken);

    Task<PhoneCallTotals> TotalsAsync(PhoneCallFilter filter, CancellationToken cancellationToken);

    /// <summary>Trunks that calls went over.</summary>
    Task<IReadOnlyList<string>> TrunksAsync(PhoneCallFilter filter, CancellationToken cancellationToken);

    Task<PhoneCallStory?> FindAsync(long id, CancellationToken cancellationToken);

    /// <summary>Whether that call is one of theirs.</summary>
    Task<bool> IsOfAsync(long id, CallScope scope, CancellationToken cancellationToken);

    /// <summary>The call that a channel of that unique id was in.</summary>
    Task<long?> FindByChannelAsync(string pbx, string channelId, CancellationToken cancellationToken);
}
