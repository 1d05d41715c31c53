using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.LostCallers;

/// <summary>How lost callers of a queue are treated. Changing it changes the past too: the list is reckoned anew from the facts.</summary>
public sealed record LostCallerRule
{
    public const int MostMinutes = 7 * 24 * 60;
    public const int MostShortSeconds = 60;
    public const int MostTalkSeconds = 600;
    public const int GroupLimit = 40;

    /// <summary>The queue; empty for all that have no rule of their own.</summary>
    public string Queue { get; init; } = "";

    /// <summary>Whether its lost callers are listed at all.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>He is to be called back within so many minutes.</summary>
    public int TargetMinutes { get; init; } = 15;

    /// <summary>Who hangs up before so many seconds may have misdialled.</summary>
    public int ShortSeconds { get; init; } = 5;

    /// <summary>Such calls are left out; otherwise they are listed and marked.</summary>
    public bool LeaveOutShort { get; init; }

    /// <summary>A call to him counts as reached from so many seconds of talk on: less is an answering machine.</summary>
    public int TalkSeconds { get; init; } = 10;

    /// <summary>Queues of one group share their entry of a caller; an empty one is the queue alone.</summary>
    public string Group { get; init; } = "";

    internal string Scope => Group.Length > 0 ? "g:" + Group : "q:" + Queue;

    internal Refusal? Check()
    {
        if (Queue.Length > 20 || !Queue.All(char.IsAsciiDigit))
            return new("lost-rule-queue-invalid", $"'{Queue}' is not the number of a queue.", "queue", RefusalKind.Invalid, Queue);
        return CheckNumber(TargetMinutes, 1, MostMinutes, "targetMinutes")
            ?? CheckNumber(ShortSeconds, 0, MostShortSeconds, "shortSeconds")
            ?? CheckNumber(TalkSeconds, 0, MostTalkSeconds, "talkSeconds")
            ?? (Group.Length <= GroupLimit && !Group.Any(char.IsControl)
                ? null
                : new("lost-rule-group-invalid", $"The name of a group has at most {GroupLimit} characters and no line breaks.", "group", RefusalKind.Invalid, GroupLimit));
    }

    private static Refusal? CheckNumber(int value, int least, int most, string field) =>
        value >= least && value <= most ? null : new("lost-rule-number-invalid", $"It is a number from {least} to {most}, not {value}.", field, RefusalKind.Invalid, least, most, value);
}

/// <summary>The rule of every queue.</summary>
internal sealed record LostCallerRuleSet(LostCallerRule Usual, IReadOnlyDictionary<string, LostCallerRule> Own)
{
    public static LostCallerRuleSet Default { get; } = new(new(), new Dictionary<string, LostCallerRule>());

    public LostCallerRule Of(string queue) => Own.TryGetValue(queue, out var rule) ? rule : Usual with { Queue = queue };
}
