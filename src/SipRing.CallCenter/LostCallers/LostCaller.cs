using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.LostCallers;

/// <summary>What became of a lost caller. The numbers are stored.</summary>
public enum LostCallerState
{
    /// <summary>He waits for somebody to call.</summary>
    Open = 0,

    /// <summary>Somebody talked to him.</summary>
    Reached = 1,

    /// <summary>A person took him from the list.</summary>
    Closed = 2,

    /// <summary>He hid his number: nobody can call him, and nothing can tell that he was reached.</summary>
    Hidden = 3,
}

/// <summary>How he was reached, or why he was closed. The numbers are stored.</summary>
public enum LostCallerEnd
{
    /// <summary>An operator of a queue answered him.</summary>
    Queue = 0,

    /// <summary>A phone of the PBX answered him.</summary>
    Extension = 1,

    /// <summary>He was called and answered.</summary>
    CalledBack = 2,

    /// <summary>By hand: by mail, in person, by another phone. Counts as reached.</summary>
    ReachedOtherwise = 10,
    NotNeeded = 11,
    WrongNumber = 12,

    /// <summary>He does not answer; no further attempt is made.</summary>
    GaveUp = 13,
    Other = 14,
}

/// <summary>Whether somebody is on it, and whether there is time left.</summary>
public enum LostCallerUrgency
{
    /// <summary>Closed, one way or another.</summary>
    None,
    InTime,
    Taken,
    Overdue,
}

/// <summary>One caller who was not answered, from his first lost call until he was reached.</summary>
public sealed record LostCaller
{
    public const int NoteLimit = 500;

    /// <summary>The same after every replay of the logs.</summary>
    public required long Id { get; init; }

    /// <summary>In its one form; empty where it is hidden.</summary>
    public required string Number { get; init; }

    /// <summary>As Asterisk gave it last.</summary>
    public required string Caller { get; init; }

    /// <summary>Of his last lost call.</summary>
    public required string Queue { get; init; }
    public required string QueueName { get; init; }

    /// <summary>Lost calls until now.</summary>
    public required int Attempts { get; init; }

    /// <summary>End of his first lost call: from here on time counts.</summary>
    public required DateTimeOffset FirstAt { get; init; }
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>How the last one ended.</summary>
    public required QueueCallOutcome Outcome { get; init; }

    /// <summary>The longest that he waited.</summary>
    public required int WaitSeconds { get; init; }

    /// <summary>He hung up so soon each time that it may have been a slip.</summary>
    public bool Short { get; init; }
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Calls to him that were not answered.</summary>
    public int Tries { get; init; }
    public DateTimeOffset? LastTryAt { get; init; }
    public required LostCallerState State { get; init; }
    public required LostCallerUrgency Urgency { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public LostCallerEnd? End { get; init; }

    /// <summary>The operator who reached him, or who closed it.</summary>
    public string? EndedBy { get; init; }

    /// <summary>The phone that reached him.</summary>
    public string? Extension { get; init; }

    /// <summary>Who is on it, while that holds.</summary>
    public string? TakenBy { get; init; }
    public DateTimeOffset? TakenUntil { get; init; }
    public string? Note { get; init; }

    /// <summary>As somebody sees it who is limited to departments: who of others reached him is not told.</summary>
    internal LostCaller Within(Reach reach) =>
        reach.IsEverybody || Extension is not { } phone || reach.HasExtension(phone) ? this : this with { EndedBy = null, Extension = null };

    internal static Refusal Unknown(long id) =>
        new("lost-caller-unknown", $"There is no lost caller {id}; he may have been joined with an earlier entry.", null, RefusalKind.NotFound, id);
}

/// <summary>What to show. Null or empty means: no restriction.</summary>
public sealed record LostCallerFilter
{
    public IReadOnlyList<string> Queues { get; init; } = [];
    public LostCallerView View { get; init; } = LostCallerView.Open;

    /// <summary>First lost at or after; open ones are shown whenever they were lost.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>First lost before.</summary>
    public DateTimeOffset To { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Digits in the number.</summary>
    public string? Number { get; init; }

    /// <summary>Set by the use cases: a lost caller is of the department of his queue.</summary>
    internal CallScope? Scope { get; init; }
}

public enum LostCallerView
{
    /// <summary>All that wait, soonest due first.</summary>
    Open,

    /// <summary>Of them, those that somebody is on.</summary>
    Taken,

    /// <summary>Of them, those past their time.</summary>
    Overdue,

    /// <summary>Reached or closed by hand, newest first.</summary>
    Closed,

    /// <summary>Callers without a number.</summary>
    Hidden,

    /// <summary>All of the span.</summary>
    All,
}

/// <param name="Open">Now, whenever lost.</param>
/// <param name="Overdue">Of them, past their time.</param>
/// <param name="Taken">Of them, somebody is on it.</param>
/// <param name="Lost">Callers of the span, those without a number left out.</param>
/// <param name="Reached">Of them, reached.</param>
/// <param name="InTime">Of them, reached before they were due.</param>
/// <param name="ClosedOtherwise">Closed by hand without having been reached.</param>
/// <param name="Hidden">Callers of the span without a number.</param>
/// <param name="InTimePercent">Reached in time, of all that were reached or are overdue; null where there are none.</param>
/// <param name="MedianSeconds">Half of those who were reached waited less; null where there are none.</param>
public sealed record LostCallerSums(
    int Open, int Overdue, int Taken, int Lost, int Reached, int InTime, int ClosedOtherwise, int Hidden, double? InTimePercent, int? MedianSeconds);

/// <summary>One thing that happened to a lost caller.</summary>
/// <param name="What">lost, tried, answered, calledBack, or the name of an act: take, release, close, reopen, note.</param>
/// <param name="Call">The call that it was, if it was one.</param>
public sealed record LostCallerStep(
    DateTimeOffset At, string What, string Queue, string? Who, string? Extension, int Seconds, QueueCallOutcome? Outcome, LostCallerEnd? End, string? Note, long? Call, DateTimeOffset? Until)
{
    internal LostCallerStep Within(Reach reach) =>
        reach.IsEverybody || ((Queue.Length == 0 || reach.HasQueue(Queue)) && (Extension is not { } phone || reach.HasExtension(phone)))
            ? this
            : this with { Who = null, Extension = null, Call = null };
}
