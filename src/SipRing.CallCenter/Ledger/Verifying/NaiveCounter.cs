using System.Globalization;

namespace SipRing.CallCenter.Ledger.Verifying;

/// <summary>
/// Counts a queue_log once more, as plainly as can be and with nothing of the ledger's own code: text, split at the bars,
/// one list of open calls. Slow, and independent: a mistake of the fold is not repeated here.
/// </summary>
internal sealed class NaiveCounter
{
    private sealed class Open
    {
        public required NaiveCall Call;
        public required string CallId;
        public long Last;
        public long Answered;
        public string Agent = "";
        public string Hold = "";
    }

    private readonly List<Open> _open = [];
    private readonly Dictionary<(string Queue, string Phone), (string Id, string Name)> _pending = [];
    private readonly Dictionary<(string Queue, string Phone), (string Id, string Name)> _logins = [];
    private readonly Dictionary<(string CallId, string Queue), string> _recordings = [];
    private readonly HashSet<string> _intoApplication = new(StringComparer.Ordinal);
    private long _last;

    public List<NaiveCall> Calls { get; } = [];

    public void Line(string text)
    {
        var glued = text.IndexOf("|NONE|NONE|NONE|QUEUESTART|", StringComparison.Ordinal);
        if (glued > 10)
            text = text[(glued - 10)..];
        var f = text.TrimEnd('\r').Split('|');
        if (f.Length < 5 || text.Contains('\0', StringComparison.Ordinal) || !long.TryParse(f[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at))
            return;
        string Data(int i) => f.Length > 5 + i ? f[5 + i] : "";
        var (callId, queue, agent) = (f[1], f[2], f[3]);
        switch (f[4])
        {
            case "QUEUESTART":
                foreach (var cut in _open.ToList())
                    Cut(cut, Math.Max(cut.Last, _last));
                _intoApplication.Clear();
                break;
            case "SIPRING" when Data(0) == "LOGIN":
                _pending[(queue, agent)] = (Data(1), Data(2));
                break;
            case "ADDMEMBER":
                if (_pending.Remove((queue, agent), out var added))
                    _logins[(queue, agent)] = added;
                else
                    _logins.Remove((queue, agent));
                break;
            case "SIPRING" when Data(0) == "LOGOUT" && _pending.Remove((queue, agent)):
                break;
            case "SIPRING" when Data(0) == "LOGOUT":
            case "REMOVEMEMBER":
                _logins.Remove((queue, agent));
                break;
            case "SIPRING" when Data(0) == "RECORDING":
                _recordings[(callId, queue)] = Data(1);
                break;
            case "SIPRING" when Data(0) == "REFUSED":
                Calls.Add(new() { CallId = callId, Queue = queue, Entered = at, Caller = Data(2), Outcome = Data(1) == "FULL" ? "Full" : "NoAgents" });
                break;
            case "ENTERQUEUE":
                _recordings.Remove((callId, queue), out var path);
                var call = new NaiveCall { CallId = callId, Queue = queue, Entered = at, Caller = Data(1), Position = Data(2), Recording = path ?? "" };
                _open.Add(new() { Call = call, CallId = callId, Last = at });
                break;
            case "CONNECT":
                if (Find(callId, queue) is { } answered)
                {
                    (answered.Answered, answered.Agent, answered.Hold, answered.Last) = (at, agent, Data(0), at);
                    var who = _logins.TryGetValue((queue, agent), out var login) ? login.Id
                        : _logins.FirstOrDefault(l => l.Key.Queue == queue && l.Value.Name == agent).Value.Id;
                    answered.Call = answered.Call with { Wait = Data(0), Ring = Ring(Data(2), Data(1), at), AgentId = who ?? "" };
                }

                break;
            case "COMPLETEAGENT" or "COMPLETECALLER":
                EndTalk(callId, queue, agent, at, Data(0), Data(1), f[4] == "COMPLETEAGENT" ? "Agent" : "Caller", "");
                break;
            case "BLINDTRANSFER" or "TRANSFER":
                EndTalk(callId, queue, agent, at, Data(2), Data(3), "Transfer", Data(0));
                break;
            case "ATTENDEDTRANSFER":
                EndTalk(callId, queue, agent, at, f[^3], f[^2], "Transfer", "", Data(0) == "APP");
                break;
            case "ABANDON":
                Leave(callId, queue, at, "Abandoned", Data(2));
                break;
            case "EXITEMPTY":
                Leave(callId, queue, at, "NoAgents", Data(2));
                break;
            case "EXITWITHTIMEOUT" or "WITHDRAW":
                Leave(callId, queue, at, "Timeout", Data(2));
                break;
            case "EXITWITHKEY":
                Leave(callId, queue, at, "KeyPressed", Data(3));
                break;
        }

        _last = at;
    }

    private Open? Find(string callId, string queue) => _open.LastOrDefault(o => o.CallId == callId && o.Call.Queue == queue);

    private void EndTalk(string callId, string queue, string agent, long at, string hold, string talk, string by, string to, bool intoApplication = false)
    {
        var open = Find(callId, queue) is { Answered: > 0 } same
            ? same
            : _open.Find(o => o.Call.Queue == queue && o.Agent == agent && o.Hold == hold && o.Answered > 0 && Math.Abs(o.Answered + Number(talk) - at) <= 2);
        if (open is null)
            return;
        if (intoApplication)
            _intoApplication.Add(open.CallId);
        End(open, open.Call with { Outcome = "Answered", Talk = talk, EndedBy = by, TransferredTo = to });
    }

    private void Leave(string callId, string queue, long at, string outcome, string wait)
    {
        // After an attended transfer into a queue that waits, the end may stand under the other call's id.
        var open = Find(callId, queue);
        if (open is null && _intoApplication.Remove(callId))
            open = _open.FindLast(o => o.Call.Queue == queue && o.Answered == 0 && Math.Abs(at - Number(wait) - o.Call.Entered) <= 2);
        if (open is not null)
            End(open, open.Call with { Outcome = outcome, Wait = wait, Recording = "" });
    }

    private void Cut(Open open, long at) => End(open, open.Answered > 0
        ? open.Call with { Outcome = "Restarted", Recording = "" }
        : open.Call with { Outcome = "Restarted", Wait = (at - open.Call.Entered).ToString(CultureInfo.InvariantCulture), Recording = "" });

    private void End(Open open, NaiveCall call)
    {
        _open.Remove(open);
        Calls.Add(call);
    }

    // A phone cannot have rung before its channel was born; the second of its birth is in the channel's id: "name-1795467496.7".
    private static string Ring(string counted, string channel, long at)
    {
        var born = Number(channel.Split('-')[^1].Split('.')[0]);
        return counted != "" && born > 0 && channel.Contains('.', StringComparison.Ordinal) && at - born < Number(counted)
            ? Math.Max(at - born, 0).ToString(CultureInfo.InvariantCulture)
            : counted;
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
