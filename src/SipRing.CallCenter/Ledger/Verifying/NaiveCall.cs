using SipRing.CallCenter.Ledger.Folding;

namespace SipRing.CallCenter.Ledger.Verifying;

/// <summary>A visit as the naive counter sees it. Also what a row of the database is brought to, to be compared.</summary>
internal sealed record NaiveCall
{
    public required string CallId { get; init; }
    public required string Queue { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long Entered { get; init; }

    /// <summary>As long as the database keeps it.</summary>
    public required string Caller { get; init => field = Fit.Name(value); }
    public string Position { get; init; } = "0";
    public string Outcome { get; init; } = "";
    public string Wait { get; init; } = "0";
    public string Ring { get; init; } = "";
    public string Talk { get; init; } = "";
    public string EndedBy { get; init; } = "";
    public string TransferredTo { get; init => field = Fit.Name(value); } = "";
    public string AgentId { get; init; } = "";
    public string Recording { get; init; } = "";
}
