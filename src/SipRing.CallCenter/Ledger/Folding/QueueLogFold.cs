using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>
/// Folds queue_log into facts, line by line: a pure function of the state and the line. Seconds are the event's own fields
/// (CONNECT's hold and ring, COMPLETE's and the transfers' talk, ABANDON's wait): Asterisk took them from one clock at
/// the very moments, whereas the time of a line is when it was written. A field that is missing is replaced by the
/// difference of the lines' times.
/// </summary>
internal sealed class QueueLogFold
{
    // Nothing waits or talks for a day: the end of such a call was lost with its line.
    private const long LongestCallMs = 24 * 3_600_000L;
    private const long SweepMs = 3_600_000L;
    private readonly FoldState _state;
    private readonly SessionFold _sessions;
    private readonly VisitFold _visits;
    private readonly WrapUpFold _wrapUps;

    public QueueLogFold(string pbx, FoldState state)
    {
        Pbx = pbx;
        _state = state;
        _sessions = new(pbx, state);
        _visits = new(pbx, state, _sessions);
        _wrapUps = new(pbx, state);
    }

    public string Pbx { get; }

    public void Apply(in QueueLogRecord line, FoldOutput output)
    {
        if (line.Event != QueueLogEvent.QueueStart && line.TimeMs - _state.SweptMs > SweepMs)
            Sweep(line.TimeMs, output);
        switch (line.Event)
        {
            case QueueLogEvent.EnterQueue:
                _visits.Enter(line, output);
                break;
            case QueueLogEvent.Connect:
                _visits.Connect(line);
                break;
            case QueueLogEvent.CompleteAgent:
            case QueueLogEvent.CompleteCaller:
            case QueueLogEvent.BlindTransfer:
            case QueueLogEvent.Transfer:
            case QueueLogEvent.AttendedTransfer:
                _visits.EndTalk(line, output);
                break;
            case QueueLogEvent.Abandon:
            case QueueLogEvent.ExitEmpty:
            case QueueLogEvent.ExitWithKey:
            case QueueLogEvent.ExitWithTimeout:
            case QueueLogEvent.Withdraw:
                _visits.Leave(line, output);
                break;
            case QueueLogEvent.RingNoAnswer:
                _visits.Missed(line, output);
                break;
            case QueueLogEvent.QueueStart:
                _visits.Restarted(output);
                _state.SweptMs = line.TimeMs;
                break;
            case QueueLogEvent.AddMember:
                _sessions.Added(line, output);
                break;
            case QueueLogEvent.RemoveMember:
                _sessions.Removed(line, output);
                break;
            case QueueLogEvent.Pause:
            case QueueLogEvent.PauseAll:
                _sessions.Pause(line, output);
                break;
            case QueueLogEvent.Unpause:
            case QueueLogEvent.UnpauseAll:
                _sessions.Unpause(line, output);
                break;
            case QueueLogEvent.SipRing:
                Own(line, output);
                break;
            case QueueLogEvent.Unknown:
                Count(line, output);
                break;
            case QueueLogEvent.AgentCallbackLogin:
            case QueueLogEvent.AgentCallbackLogoff:
            case QueueLogEvent.AgentDump:
            case QueueLogEvent.AgentLogin:
            case QueueLogEvent.AgentLogoff:
            case QueueLogEvent.ConfigReload:
            case QueueLogEvent.Did:
            case QueueLogEvent.Info:
            case QueueLogEvent.Penalty:
            case QueueLogEvent.RingCanceled:
            case QueueLogEvent.RingInUse:
            case QueueLogEvent.SysCompat:
                break;
        }

        _state.LastMs = line.TimeMs;
    }

    private void Own(in QueueLogRecord line, FoldOutput output)
    {
        switch (line.Field(0))
        {
            case "LOGIN":
                _sessions.LogIn(line, output);
                break;
            case "LOGOUT":
                _sessions.LogOut(line, output);
                break;
            case "REFUSED":
                _visits.Refused(line, output);
                break;
            case "RECORDING":
                _visits.Recording(line);
                CallLines.Recording(Pbx, line, output);
                break;
            case "HOLD":
            case "UNHOLD":
                CallLines.Hold(Pbx, line, output);
                break;
            case "WRAPUP" when _wrapUps.Apply(line, output):
            case "STARTED":
            case "DEAF":
                break;
            default:
                Count(line, output);
                break;
        }
    }

    private void Count(in QueueLogRecord line, FoldOutput output)
    {
        var name = line.Event == QueueLogEvent.SipRing ? $"SIPRING {line.Field(0)}" : line.EventName;
        name = Fit.Name(name);
        output.Unknown[name] = output.Unknown.TryGetValue(name, out var known)
            ? known with { Count = known.Count + 1, LastAt = line.TimeMs }
            : new()
            {
                Pbx = Pbx,
                Event = name,
                Count = 1,
                FirstAt = line.TimeMs,
                LastAt = line.TimeMs,
                Sample = Fit.Text(string.Join('|', [line.CallId, line.Queue, line.Agent, line.EventName, .. line.Data])),
            };
    }

    private void Sweep(long now, FoldOutput output)
    {
        _state.SweptMs = now;
        _visits.EndOlderThan(now - LongestCallMs, output);
        _wrapUps.EndOlderThan(now - LongestCallMs, output);
        _state.Logins.RemoveAll(l => l.AtMs < now - LongestCallMs);
        _state.Recordings.RemoveAll(r => r.AtMs < now - LongestCallMs);
        _state.Transfers.RemoveAll(t => t.AtMs < now - LongestCallMs);
    }
}
