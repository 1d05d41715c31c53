using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Wallboards;

namespace SipRing.Server.Wallboards;

/// <summary>Everything that the tiles of one board are drawn from, as of one moment.</summary>
public sealed record BoardFrame
{
    public required Wallboard Board { get; init; }
    public required FloorSnapshot Floor { get; init; }
    public required DateTimeOffset Now { get; init; }

    /// <summary>By tile.</summary>
    public IReadOnlyDictionary<int, BoardTrend> Trends { get; init; } = new Dictionary<int, BoardTrend>();

    /// <summary>Seen by the public link: what the board hides is hidden.</summary>
    public bool Public { get; init; }

    public bool HidesNames => Public && Board.HideNames;

    public bool HidesCallers => Public && Board.HideCallers;
}

/// <param name="Steps">Oldest first; the last one is not over yet.</param>
/// <param name="Step">How long one is.</param>
/// <param name="FailedSince">Since when the ledger does not answer; the steps are those of before.</param>
public sealed record BoardTrend(IReadOnlyList<StepCount> Steps, TimeSpan Step, DateTimeOffset? FailedSince);
