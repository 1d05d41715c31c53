using System.Globalization;

namespace SipRing.Testing.Ledger;

/// <summary>
/// An invented queue_log and the CEL that goes with it: logins, pauses, calls that are answered, lost, transferred or refused,
/// restarts in the middle, unknown events and broken lines. The same seed gives the same log.
/// </summary>
public sealed class RandomLog
{
    private readonly Random _random;
    private readonly List<(long At, int Order, string Line)> _lines = [];
    private readonly List<(double At, string Line)> _cel = [];
    private int _order;
    private int _channels;

    public RandomLog(int seed, int calls, long start = 1_795_000_000)
    {
        _random = new(seed);
        for (var agent = 1; agent <= 6; agent++)
        {
            foreach (var queue in new[] { "450", "460" })
            {
                Line(start, "NONE", queue, $"PJSIP/50{agent}", "SIPRING", $"LOGIN|{agent}|Operator {agent}");
                Line(start, "MANAGER", queue, $"PJSIP/50{agent}", "ADDMEMBER", "");
            }
        }

        var at = start;
        for (var i = 0; i < calls; i++)
        {
            at += _random.Next(1, 20);
            Call(at);
            if (_random.Next(15) == 0)
                Pause(at);
            if (_random.Next(30) == 0)
                Line(at, "NONE", "450", "NONE", "NEWEVENT", "x");
            if (_random.Next(60) == 0)
                _lines.Add((at, _order++, "half|a|line"));
            if (_random.Next(120) == 0)
                Line(at, "NONE", "NONE", "NONE", "QUEUESTART", "");
        }

        QueueLog = string.Concat(_lines.OrderBy(l => l.At).ThenBy(l => l.Order).Select(l => l.Line + "\n"));
        Cel = string.Concat(_cel.OrderBy(l => l.At).Select(l => l.Line + "\n"));
    }

    public string QueueLog { get; }

    public string Cel { get; }

    private void Call(long at)
    {
        var callId = Channel(at);
        var queue = _random.Next(2) == 0 ? "450" : "460";
        var caller = "49512" + _random.Next(100_000, 999_999).ToString(CultureInfo.InvariantCulture);
        if (_random.Next(20) == 0)
        {
            Line(at, callId, queue, "NONE", "SIPRING", $"REFUSED|{(_random.Next(2) == 0 ? "FULL" : "EMPTY")}|{caller}");
            return;
        }

        Line(at, callId, queue, "NONE", "SIPRING", $"RECORDING|2026/11/23/{callId}.wav");
        Line(at, callId, queue, "NONE", "ENTERQUEUE", $"|{caller}|{_random.Next(1, 5)}");
        var wait = _random.Next(0, 60);
        if (_random.Next(4) == 0)
            Line(at + Math.Min(wait, 5), callId, queue, "Operator 3", "RINGNOANSWER", "5000");
        if (_random.Next(4) == 0)
        {
            var lost = _random.Next(4) switch
            {
                0 => ("EXITWITHTIMEOUT", $"1|1|{wait}"),
                1 => ("EXITWITHKEY", $"0|1|1|{wait}"),
                2 => ("EXITEMPTY", $"1|1|{wait}"),
                _ => ("ABANDON", $"1|1|{wait}"),
            };
            Line(at + wait, callId, queue, "NONE", lost.Item1, lost.Item2);
            return;
        }

        var agentChannel = Channel(at);
        var agent = $"Operator {_random.Next(1, 7)}";
        var talk = _random.Next(1, 300);
        Line(at + wait, callId, queue, agent, "CONNECT", $"{wait}|{agentChannel}|{Math.Min(wait, 4)}");
        var end = at + wait + talk;
        switch (_random.Next(6))
        {
            case 0:
                Line(end, callId, queue, agent, "BLINDTRANSFER", $"505|internal|{wait}|{talk}|1");
                break;
            case 1:
                Transfer(end, callId, agentChannel, talk);
                // Now and then Asterisk notices the hang-up before the transfer.
                if (_random.Next(3) == 0)
                    Line(end, callId, queue, agent, "COMPLETEAGENT", $"{wait}|{talk}|1");
                else
                    Line(end, callId, queue, agent, "ATTENDEDTRANSFER", $"BRIDGE|b-{callId}|{wait}|{talk}|1");
                break;
            case 2:
                Line(end, callId, queue, agent, "COMPLETEAGENT", $"{wait}|{talk}|1");
                WrapUp(end, callId, queue, agent);
                break;
            default:
                Line(end, callId, queue, agent, "COMPLETECALLER", $"{wait}|{talk}|1");
                break;
        }
    }

    private void WrapUp(long at, string callId, string queue, string agent)
    {
        var (id, phone, planned) = (agent[^1..], $"PJSIP/50{agent[^1..]}", _random.Next(5, 60));
        Line(at, "NONE", "NONE", phone, "PAUSEALL", "wrap-up");
        Line(at, callId, queue, phone, "SIPRING", $"WRAPUP|START|{id}|{planned}");
        var early = _random.Next(3) == 0;
        if (_random.Next(4) == 0)
            Line(at + 1, callId, queue, phone, "SIPRING", $"WRAPUP|EXTENDED|{id}|{planned += 30}");
        // Now and then its end is lost with SipRing.
        if (_random.Next(10) == 0)
            return;
        Line(at + (early ? 2 : planned), callId, queue, phone, "SIPRING", $"WRAPUP|END|{id}|{(early ? "early" : "elapsed")}");
        Line(at + (early ? 2 : planned), "NONE", "NONE", phone, "UNPAUSEALL", "");
    }

    private void Transfer(long end, string callId, string agentChannel, int talk)
    {
        var consultation = Channel(end);
        var began = end - Math.Min(talk, 3);
        CelLine(began, "CHAN_START", "506", consultation, "");
        CelLine(
            end + 0.3,
            "ATTENDEDTRANSFER",
            "450",
            agentChannel,
            $$"""{""channel2_uniqueid"":""{{consultation}}"",""transferee_channel_uniqueid"":""{{callId}}"",""transfer_target_channel_uniqueid"":""N/A""}""");
        CelLine(end + 0.4, "CHAN_END", "506", consultation, "");
    }

    private void Pause(long at)
    {
        var phone = $"PJSIP/50{_random.Next(1, 7)}";
        var reason = _random.Next(2) == 0 ? "lunch" : "";
        Line(at, "NONE", "450", phone, "PAUSE", reason);
        Line(at, "NONE", "NONE", phone, "PAUSEALL", reason);
        Line(at + _random.Next(5, 500), "NONE", "NONE", phone, "UNPAUSEALL", "");
        if (_random.Next(3) != 0)
            return;
        Line(at + 600, "MANAGER", "460", phone, "REMOVEMEMBER", "");
        Line(at + 600, "NONE", "460", phone, "SIPRING", "LOGOUT|1");
    }

    private string Channel(long at) => string.Create(CultureInfo.InvariantCulture, $"{at}.{_channels++}");

    private void Line(long at, string callId, string queue, string agent, string what, string data) =>
        _lines.Add((at, _order++, string.Create(CultureInfo.InvariantCulture, $"{at}|{callId}|{queue}|{agent}|{what}|{data}")));

    private void CelLine(double at, string what, string extension, string channel, string extra) =>
        _cel.Add((at, string.Create(
            CultureInfo.InvariantCulture, $"\"{what}\",\"{at:F6}\",\"501\",\"{extension}\",\"internal\",\"PJSIP/501-1\",\"{channel}\",\"{channel}\",\"\",\"{extra}\"")));
}
