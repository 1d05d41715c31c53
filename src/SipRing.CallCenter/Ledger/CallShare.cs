namespace SipRing.CallCenter.Ledger;

/// <summary>Calls that have who answered them in common, or the queue that lost them, added up.</summary>
public sealed record CallShare
{
    public required bool Answered { get; init; }
    public required string Queue { get; init; }

    /// <summary>Who answered; null where nobody was logged in at the phone, and for lost calls.</summary>
    public int? AgentId { get; init; }
    public string? Extension { get; init; }
    public required int Calls { get; init; }
    public long TalkTotal { get; init; }
    public int? TalkMin { get; init; }
    public int? TalkMax { get; init; }
    public long WaitTotal { get; init; }
    public int? WaitMin { get; init; }
    public int? WaitMax { get; init; }
}
