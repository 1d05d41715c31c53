namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>Who may take a pause with a reason.</summary>
public enum PauseRight
{
    /// <summary>The operator too, by phone.</summary>
    Operator,

    /// <summary>A supervisor gives it.</summary>
    Supervisor,
}

/// <summary>What happens when a pause outlasts its limit, besides its colour on the panel and its entry in the log.</summary>
public enum PauseOver
{
    Nothing,

    /// <summary>Every open panel says it.</summary>
    Notify,
}

/// <summary>One reason of the managed list.</summary>
public sealed record PauseReason
{
    public const int GreatestCode = 99;
    public const int NameLimit = 40;
    public const int MostMinutes = 24 * 60;

    /// <summary>What is dialled after the feature code.</summary>
    public required int Code { get; init; }
    public required string NameRu { get; init; }
    public required string NameEn { get; init; }

    /// <summary>Working time: it is paid.</summary>
    public bool Paid { get; init; } = true;

    /// <summary>The longest single pause, or null.</summary>
    public int? MinutesAtOnce { get; init; }

    /// <summary>All pauses of a day with this reason together, or null.</summary>
    public int? MinutesADay { get; init; }
    public PauseRight For { get; init; }
    public PauseOver Over { get; init; }

    /// <summary>What stands in Asterisk and in queue_log, from the reason's first day to its last: a new name does not split the past.</summary>
    public string LogName { get; init; } = "";

    public string NameIn(string language) => language == "ru" ? NameRu : NameEn;

    /// <summary>Whether a person means this reason by a word.</summary>
    public bool IsCalled(string word) =>
        word.Equals(LogName, StringComparison.OrdinalIgnoreCase)
        || word.Equals(NameRu, StringComparison.OrdinalIgnoreCase)
        || word.Equals(NameEn, StringComparison.OrdinalIgnoreCase);
}
