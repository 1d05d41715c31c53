using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>What a run of lines came to; the writer stores it in one transaction.</summary>
internal sealed class FoldOutput
{
    /// <summary>Where the lines came from: facts of events are marked, and give way to those of a log.</summary>
    public FactSource Source { get; init; }

    public List<QueueCallRow> Calls { get; } = [];
    public List<MissedRingRow> Misses { get; } = [];

    /// <summary>Begun or ended; the last state of each wins.</summary>
    public Dictionary<long, AgentSessionRow> Sessions { get; } = [];
    public Dictionary<long, AgentPauseRow> Pauses { get; } = [];
    public Dictionary<long, AgentWrapUpRow> WrapUps { get; } = [];
    public Dictionary<string, UnknownEventRow> Unknown { get; } = new(StringComparer.Ordinal);
    public List<BrokenLineRow> Broken { get; } = [];
    public List<TransferRow> Transfers { get; } = [];
    public List<CallRecordRow> CallRecords { get; } = [];

    /// <summary>Calls that ended, by id; the last telling of each wins.</summary>
    public Dictionary<long, PhoneCallFact> PhoneCalls { get; } = [];

    /// <summary>Ids of calls that turned out to be part of an older one.</summary>
    public HashSet<long> GoneCalls { get; } = [];
    public List<CallRecordingRow> Recordings { get; } = [];
    public List<CallHoldRow> Holds { get; } = [];
}
