using System.Globalization;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>Visits of calls to queues, from entry to end.</summary>
internal sealed class VisitFold
{
    private readonly string _pbx;
    private readonly FoldState _state;
    private readonly SessionFold _sessions;
    private readonly OpenVisits _open;

    public VisitFold(string pbx, FoldState state, SessionFold sessions)
    {
        (_pbx, _state, _sessions) = (pbx, state, sessions);
        _open = new(state);
    }

    public void Enter(in QueueLogRecord line, FoldOutput output)
    {
        if (_open.Find(line.CallId, line.Queue) is { } forgotten)
            CutOff(forgotten, forgotten.LastMs, output);
        var data = QueueLogData.Enter(line);
        var (callId, queue) = (line.CallId, line.Queue);
        var recording = _state.Recordings.Find(r => r.CallId == callId && r.Queue == queue);
        if (recording is not null)
            _state.Recordings.Remove(recording);
        _open.Add(new()
        {
            Id = NewId(callId, queue, line.TimeMs),
            CallId = callId,
            EnteredAs = callId,
            Queue = queue,
            Caller = data.Caller,
            EnteredMs = line.TimeMs,
            LastMs = line.TimeMs,
            Position = data.Position ?? 1,
            Recording = recording?.Path,
        });
    }

    public void Connect(in QueueLogRecord line)
    {
        if (_open.Find(line.CallId, line.Queue) is not { } visit && (visit = _open.Consulted(line, null)) is null)
            return;
        var data = QueueLogData.Connect(line);
        var who = _sessions.Find(line.Queue, line.Agent);
        visit.LastMs = line.TimeMs;
        visit.ConnectedMs = line.TimeMs;
        visit.AgentColumn = line.Agent;
        visit.AgentId = who?.AgentId;
        visit.Extension = MemberColumn.Extension(who?.Interface ?? line.Agent);
        visit.AgentName = who?.AgentName ?? (MemberColumn.Extension(line.Agent) is null ? line.Agent : null);
        visit.AgentChannel = data.AgentUniqueId;
        visit.WaitSeconds = data.HoldSeconds ?? Seconds(visit.EnteredMs, line.TimeMs);
        visit.RingSeconds = RingSeconds(data, line.TimeMs);
    }

    /// <summary>
    /// After a phone that declined, Asterisk asks the next one within the same round and goes on counting. No phone rang
    /// longer than its channel exists, and the channel's unique id begins with the second of its birth.
    /// </summary>
    private static int? RingSeconds(in ConnectData data, long connectedMs)
    {
        var id = data.AgentUniqueId.AsSpan(data.AgentUniqueId.LastIndexOf('-') + 1);
        var dot = id.IndexOf('.');
        return data.RingSeconds is { } counted && dot > 0 && long.TryParse(id[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var born)
            ? (int)Math.Clamp((connectedMs / 1000) - born, 0, counted)
            : data.RingSeconds;
    }

    public void EndTalk(in QueueLogRecord line, FoldOutput output)
    {
        var (talk, by, to) = line.Event switch
        {
            QueueLogEvent.CompleteAgent => (QueueLogData.Complete(line), EndedBy.Agent, null),
            QueueLogEvent.CompleteCaller => (QueueLogData.Complete(line), EndedBy.Caller, null),
            QueueLogEvent.AttendedTransfer => (QueueLogData.AttendedTransfer(line).Talk, EndedBy.Transfer, null),
            _ => (QueueLogData.BlindTransfer(line).Talk, EndedBy.Transfer, QueueLogData.BlindTransfer(line).Extension),
        };
        var visit = _open.Find(line.CallId, line.Queue);
        if (visit?.ConnectedMs is null)
            visit = _open.Swapped(line, talk);
        if (visit is null)
            return;
        if (line.Event == QueueLogEvent.AttendedTransfer && QueueLogData.AttendedTransfer(line).Kind == AttendedTransferKind.App)
            _state.Transfers.Add(new(visit.CallId, visit.Extension ?? "", line.TimeMs));
        Close(visit, line.TimeMs, output, Answered(visit, line.TimeMs) with
        {
            TalkSeconds = talk.TalkSeconds ?? Seconds(visit.ConnectedMs!.Value, line.TimeMs),
            EndedBy = (int)by,
            TransferredTo = to is { Length: > 0 } ? Fit.Name(to) : null,
        });
    }

    public void Leave(in QueueLogRecord line, FoldOutput output)
    {
        var data = QueueLogData.Leave(line);
        var visit = _open.Find(line.CallId, line.Queue) ?? _open.Consulted(line, data.WaitSeconds);
        if (visit is null)
            return;
        var outcome = line.Event switch
        {
            QueueLogEvent.ExitEmpty => QueueCallOutcome.NoAgents,
            QueueLogEvent.ExitWithKey => QueueCallOutcome.KeyPressed,
            // Withdrawn by a manager: like the longest wait, an end that neither caller nor operator chose.
            QueueLogEvent.ExitWithTimeout or QueueLogEvent.Withdraw => QueueCallOutcome.Timeout,
            _ => QueueCallOutcome.Abandoned,
        };
        Close(visit, line.TimeMs, output, Lost(visit, line.TimeMs, outcome) with
        {
            WaitSeconds = data.WaitSeconds ?? Seconds(visit.EnteredMs, line.TimeMs),
        });
    }

    public void Missed(in QueueLogRecord line, FoldOutput output)
    {
        if (_open.Find(line.CallId, line.Queue) is { } visit)
            visit.LastMs = line.TimeMs;
        // Asterisk writes a miss of no time for a phone that could not be rung at all.
        if (QueueLogData.RingMilliseconds(line) is not { } ms)
            return;
        var who = _sessions.Find(line.Queue, line.Agent);
        output.Misses.Add(new()
        {
            Id = FactId.Of(line.TimeMs, "miss", _pbx, line.CallId, line.Queue, line.Agent),
            Pbx = _pbx,
            CallId = Fit.CallId(line.CallId),
            Queue = Fit.Name(line.Queue),
            AgentId = who?.AgentId,
            AgentName = Cut(who?.AgentName ?? (MemberColumn.Extension(line.Agent) is null ? line.Agent : null)),
            Extension = Cut(MemberColumn.Extension(who?.Interface ?? line.Agent)),
            At = line.TimeMs,
            RingMs = ms,
        });
    }

    /// <summary>A visit that never entered: the queue was full, or nobody was there.</summary>
    public void Refused(in QueueLogRecord line, FoldOutput output)
    {
        var (callId, queue) = (line.CallId, line.Queue);
        _state.Recordings.RemoveAll(r => r.CallId == callId && r.Queue == queue);
        var visit = new OpenVisit
        {
            Id = NewId(callId, queue, line.TimeMs),
            CallId = callId,
            EnteredAs = callId,
            Queue = queue,
            Caller = line.Field(2),
            EnteredMs = line.TimeMs,
            Position = 0,
        };
        output.Calls.Add(Lost(visit, line.TimeMs, line.Field(1) == "FULL" ? QueueCallOutcome.Full : QueueCallOutcome.NoAgents));
    }

    public void Recording(in QueueLogRecord line)
    {
        var (callId, queue) = (line.CallId, line.Queue);
        _state.Recordings.RemoveAll(r => r.CallId == callId && r.Queue == queue);
        if (line.Field(1) is { Length: > 0 and <= 400 } path)
            _state.Recordings.Add(new(callId, queue, path, line.TimeMs));
    }

    /// <summary>Asterisk ended: whatever was open ended with the last line before (docs/decisions/0002).</summary>
    public void Restarted(FoldOutput output)
    {
        foreach (var visit in _open.All())
            CutOff(visit, Math.Max(visit.LastMs, _state.LastMs), output);
        _state.Recordings.Clear();
        _state.Transfers.Clear();
    }

    public void EndOlderThan(long ms, FoldOutput output)
    {
        foreach (var visit in _open.All().Where(v => v.LastMs < ms))
            CutOff(visit, visit.LastMs, output);
    }

    private static int Seconds(long fromMs, long toMs) => (int)Math.Clamp((toMs / 1000) - (fromMs / 1000), 0, int.MaxValue);

    private static string? Cut(string? text) => text is null ? null : Fit.Name(text);

    private void CutOff(OpenVisit visit, long at, FoldOutput output) => Close(visit, at, output, visit.ConnectedMs is null
        ? Lost(visit, at, QueueCallOutcome.Restarted) with { WaitSeconds = Seconds(visit.EnteredMs, at) }
        : Answered(visit, at) with { Outcome = (int)QueueCallOutcome.Restarted, Recording = null, RecordingPath = null });

    private void Close(OpenVisit visit, long at, FoldOutput output, QueueCallRow row)
    {
        visit.LastMs = at;
        _open.Remove(visit);
        output.Calls.Add(row);
    }

    private QueueCallRow Answered(OpenVisit visit, long at) => Lost(visit, at, QueueCallOutcome.Answered) with
    {
        AgentId = visit.AgentId,
        AgentName = Cut(visit.AgentName),
        Extension = Cut(visit.Extension),
        AgentChannel = visit.AgentChannel is null ? null : Fit.CallId(visit.AgentChannel),
        WaitSeconds = visit.WaitSeconds,
        RingSeconds = visit.RingSeconds,
        Recording = visit.Recording is null ? null : FactId.Recording(_pbx, visit.Recording),
        RecordingPath = visit.Recording,
    };

    private QueueCallRow Lost(OpenVisit visit, long at, QueueCallOutcome outcome) => new()
    {
        Id = visit.Id,
        Pbx = _pbx,
        CallId = Fit.CallId(visit.EnteredAs),
        Queue = Fit.Name(visit.Queue),
        Caller = Fit.Name(visit.Caller),
        EnteredAt = visit.EnteredMs,
        EndedAt = at,
        WaitSeconds = 0,
        Position = visit.Position,
        Outcome = (int)outcome,
    };

    private long NewId(string callId, string queue, long ms)
    {
        _state.Entries.RemoveAll(e => e.AtMs != ms);
        var earlier = _state.Entries.Find(e => e.CallId == callId && e.Queue == queue);
        var count = (earlier?.Count ?? 0) + 1;
        if (earlier is not null)
            _state.Entries.Remove(earlier);
        _state.Entries.Add(new(callId, queue, ms, count));
        return FactId.Of(ms, "visit", _pbx, callId, queue, count.ToString(CultureInfo.InvariantCulture));
    }
}
