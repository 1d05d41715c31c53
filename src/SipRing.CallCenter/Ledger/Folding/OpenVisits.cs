using SipRing.Asterisk.Logs;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>
/// The visits that have not ended, found by call and queue. After an attended transfer into the application Queue, Asterisk
/// may write lines of two calls under each other's unique id (docs/decisions/0003); such a line is led to its visit here.
/// </summary>
internal sealed class OpenVisits
{
    // The line's time and the event's own seconds are taken separately: they may differ by a tick.
    private const long TickMs = 2_000;
    private readonly FoldState _state;
    private readonly Dictionary<(string CallId, string Queue), OpenVisit> _byCall = [];

    public OpenVisits(FoldState state)
    {
        _state = state;
        foreach (var visit in state.Visits)
            _byCall[(visit.CallId, visit.Queue)] = visit;
    }

    public OpenVisit? Find(string callId, string queue) => _byCall.GetValueOrDefault((callId, queue));

    public List<OpenVisit> All() => [.. _state.Visits];

    public void Add(OpenVisit visit)
    {
        _state.Visits.Add(visit);
        _byCall[(visit.CallId, visit.Queue)] = visit;
    }

    public void Remove(OpenVisit visit)
    {
        _state.Visits.Remove(visit);
        if (Find(visit.CallId, visit.Queue) == visit)
            _byCall.Remove((visit.CallId, visit.Queue));
    }

    /// <summary>The talking visit that a line with a foreign unique id ends: same queue and member, and the talk began when the line says.</summary>
    public OpenVisit? Swapped(in QueueLogRecord line, TalkData talk)
    {
        if (talk.TalkSeconds is not { } seconds)
            return null;
        var (queue, agent, began) = (line.Queue, line.Agent, line.TimeMs - (seconds * 1000L));
        return _state.Visits
            .Where(v => v.Queue == queue && v.AgentColumn == agent && v.ConnectedMs is { } at && Math.Abs(at - began) <= TickMs)
            .Where(v => talk.HoldSeconds is null || talk.HoldSeconds == v.WaitSeconds)
            .MinBy(v => (Math.Abs(v.ConnectedMs!.Value - began), v.EnteredMs));
    }

    /// <summary>
    /// The visit that an operator's consultation call began and that the transferred caller took over: entered under the
    /// consultation's unique id, from now on written under the caller's.
    /// </summary>
    public OpenVisit? Consulted(in QueueLogRecord line, int? waitSeconds)
    {
        var (queue, callId, now) = (line.Queue, line.CallId, line.TimeMs);
        var transfer = _state.Transfers.FindLast(t => t.CallId == callId);
        if (transfer is null)
            return null;
        // A member known by name only leaves its phone open; then the time of entry decides.
        var visit = _state.Visits
            .Where(v => v.Queue == queue && v.ConnectedMs is null && v.EnteredMs <= transfer.AtMs)
            .Where(v => transfer.Extension.Length > 0 ? v.Caller == transfer.Extension : waitSeconds is not null)
            .Where(v => waitSeconds is null || Math.Abs(now - (waitSeconds.Value * 1000L) - v.EnteredMs) <= TickMs)
            .MaxBy(v => v.EnteredMs);
        if (visit is null)
            return null;
        Remove(visit);
        visit.CallId = callId;
        Add(visit);
        _state.Transfers.Remove(transfer);
        return visit;
    }
}
