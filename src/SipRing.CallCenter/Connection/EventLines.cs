using System.Globalization;
using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Connection;

/// <summary>
/// Turns manager events into the lines that Asterisk writes into queue_log at the same moments. What events do not tell is lost: why
/// a waiting caller left (the longest wait, a key, nobody there) all becomes EXITWITHTIMEOUT, and whatever happened while nobody listened.
/// </summary>
internal sealed class EventLines
{
    /// <summary>A caller leaves the queue also to be answered: the answer follows at once.</summary>
    private const long AnswerMs = 2_000;
    private readonly Dictionary<(string Call, string Queue), Waiting> _waiting = [];
    private readonly List<(string Call, string Queue, long At)> _left = [];
    private readonly Dictionary<string, (string Extension, string Context)> _blind = [];

    private sealed record Waiting(string Position, long SinceMs);

    public IEnumerable<string> Lines(AmiMessage e, long nowMs)
    {
        foreach (var line in Overdue(nowMs))
            yield return line;
        if (Line(e, nowMs) is { } own)
            yield return own;
    }

    /// <summary>Callers who left some time ago and were not answered.</summary>
    public IEnumerable<string> Overdue(long nowMs)
    {
        while (_left.Count > 0 && nowMs - _left[0].At > AnswerMs)
        {
            var (call, queue, at) = _left[0];
            _left.RemoveAt(0);
            if (_waiting.Remove((call, queue), out var was))
                yield return Text(at, call, queue, "NONE", "EXITWITHTIMEOUT", was.Position, was.Position, Seconds(at - was.SinceMs));
        }
    }

    /// <summary>Asterisk was started anew: whoever waited is gone.</summary>
    public string Restarted(long nowMs)
    {
        _waiting.Clear();
        _left.Clear();
        _blind.Clear();
        return Text(nowMs, "NONE", "NONE", "NONE", "QUEUESTART");
    }

    public static string Text(long ms, string call, string queue, string agent, string name, params ReadOnlySpan<string> data)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{ms / 1000}|{Field(call)}|{Field(queue)}|{Field(agent)}|{name}|");
        for (var i = 0; i < data.Length; i++)
            line += (i > 0 ? "|" : "") + Field(data[i]);
        return line;
    }

    private string? Line(AmiMessage e, long nowMs)
    {
        var (call, queue, agent) = (e["Uniqueid"] ?? "NONE", e["Queue"] ?? "NONE", e["MemberName"] ?? e["Interface"] ?? "NONE");
        switch (e.Event)
        {
            case "QueueCallerJoin":
                _waiting[(call, queue)] = new(e["Position"] ?? "1", nowMs);
                return Text(nowMs, call, queue, "NONE", "ENTERQUEUE", "", Caller(e), e["Position"] ?? "1");
            case "QueueCallerLeave":
                if (_waiting.ContainsKey((call, queue)))
                    _left.Add((call, queue, nowMs));
                return null;
            case "QueueCallerAbandon":
                _waiting.Remove((call, queue));
                return Text(nowMs, call, queue, "NONE", "ABANDON", e["Position"] ?? "1", e["OriginalPosition"] ?? "1", e["HoldTime"] ?? "0");
            case "AgentConnect":
                _waiting.Remove((call, queue));
                return Text(nowMs, call, queue, agent, "CONNECT", e["HoldTime"] ?? "0", e["DestUniqueid"] ?? "", e["RingTime"] ?? "0");
            case "AgentComplete":
                return Complete(e, nowMs, call, queue, agent);
            case "AgentRingNoAnswer":
                return Text(nowMs, call, queue, agent, "RINGNOANSWER", e["RingTime"] ?? "0");
            case "BlindTransfer":
                _blind[e["TransfereeUniqueid"] ?? ""] = (e["Extension"] ?? "", e["Context"] ?? "");
                return null;
            case "QueueMemberRemoved":
                return Text(nowMs, "MANAGER", queue, e["Interface"] ?? agent, "REMOVEMEMBER");
            case "QueueMemberPause":
                var (paused, reason) = (e["Paused"] == "1", e["PausedReason"] ?? e["Reason"] ?? "");
                return Text(nowMs, "NONE", queue, agent, paused ? "PAUSE" : "UNPAUSE", reason);
            default:
                return null;
        }
    }

    private string Complete(AmiMessage e, long nowMs, string call, string queue, string agent)
    {
        var (hold, talk) = (e["HoldTime"] ?? "0", e["TalkTime"] ?? "0");
        var blind = _blind.Remove(call, out var to);
        return e["Reason"] switch
        {
            "transfer" when blind => Text(nowMs, call, queue, agent, "BLINDTRANSFER", to.Extension, to.Context, hold, talk, "1"),
            "transfer" => Text(nowMs, call, queue, agent, "ATTENDEDTRANSFER", "BRIDGE", "", hold, talk, "1"),
            "agent" => Text(nowMs, call, queue, agent, "COMPLETEAGENT", hold, talk, "1"),
            _ => Text(nowMs, call, queue, agent, "COMPLETECALLER", hold, talk, "1"),
        };
    }

    // Asterisk writes "unknown" by words in events, and nothing in the log.
    private static string Caller(AmiMessage e) => e["CallerIDNum"] is { } number && number != "<unknown>" ? number : "";

    private static string Seconds(long ms) => (ms / 1000).ToString(CultureInfo.InvariantCulture);

    private static string Field(string text) => text.Replace('|', ' ').ReplaceLineEndings(" ");
}
