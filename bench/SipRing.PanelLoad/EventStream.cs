using System.Globalization;

namespace SipRing.PanelLoad;

/// <param name="Name">The event.</param>
/// <param name="Headers">As Asterisk sends them.</param>
/// <param name="Shows">What must become visible: where, and the caller's number; null where nothing new does.</param>
internal sealed record LoadEvent(string Name, (string Name, string Value)[] Headers, string? Shows);

/// <summary>Answered queue calls as a real Asterisk told one, each with its own numbers; twenty go on at a time, their events interleaved.</summary>
internal sealed class EventStream
{
    private const int AtATime = 20;

    // What the daily login's filter keeps back, see pbx/etc/manager.conf.
    private static readonly string[] s_filtered = ["NewConnectedLine", "DialState", "HangupRequest", "SoftHangupRequest", "ExtensionStatus"];
    private readonly string[] _scene;
    private readonly (int Call, int Line)[] _going = new (int, int)[AtATime];
    private int _calls;
    private int _turn;

    public EventStream(string recording)
    {
        _scene = [.. File.ReadLines(recording).Where(l => l[0] == '>').Select(l => l[2..]).Where(l => !s_filtered.Any(f => l.StartsWith($"Event: {f}\t", StringComparison.Ordinal)))];
        for (var i = 0; i < AtATime; i++)
            _going[i] = (_calls++, i * _scene.Length / AtATime * -1);
    }

    public LoadEvent Next()
    {
        while (true)
        {
            ref var going = ref _going[_turn++ % AtATime];
            // Calls begin one after the other, not all at once.
            if (going.Line < 0)
            {
                going.Line++;
                continue;
            }

            var made = Of(_scene[going.Line], going.Call);
            going = going.Line + 1 < _scene.Length ? (going.Call, going.Line + 1) : (_calls++, 0);
            return made;
        }
    }

    private static LoadEvent Of(string line, int call)
    {
        var agent = call * 37 % CallCentre.Operators;
        var phone = CallCentre.Extensions[agent];
        var caller = (4950000000L + call).ToString(CultureInfo.InvariantCulture);
        var text = line
            .Replace("PJSIP/trunk-00000000", Invariant($"PJSIP/trunk-{call * 2:x8}"), StringComparison.Ordinal)
            .Replace("PJSIP/101-00000001", Invariant($"PJSIP/{phone}-{(call * 2) + 1:x8}"), StringComparison.Ordinal)
            .Replace("PJSIP/101", "PJSIP/" + phone, StringComparison.Ordinal)
            .Replace(": 101", ": " + phone, StringComparison.Ordinal)
            .Replace("Agent 101", CallCentre.NameOf(agent + 1), StringComparison.Ordinal)
            .Replace("Queue: 100", "Queue: " + CallCentre.Queues[agent % 50], StringComparison.Ordinal)
            .Replace("4951112233", caller, StringComparison.Ordinal)
            .Replace("1358c514-cd5d-4248-b36c-7f5ce66116db", Invariant($"bridge-{call}"), StringComparison.Ordinal)
            .Replace("1795472517.1", Invariant($"1795472517.{(call * 2) + 11}"), StringComparison.Ordinal)
            .Replace("1795472517.0", Invariant($"1795472517.{(call * 2) + 10}"), StringComparison.Ordinal);
        var headers = text.Split('\t').Select(h => h.Split(": ", 2)).Where(h => h[0] != "Timestamp").Select(h => (h[0].TrimEnd(':'), h.Length > 1 ? h[1] : "")).ToArray();
        var name = headers[0].Item2;
        var shows = name switch
        {
            "QueueCallerJoin" => "waiting",
            "Newstate" when text.Contains("ChannelState: 5", StringComparison.Ordinal) => "operators",
            _ => null,
        };
        return new(name, headers[1..], shows is null ? null : $"{shows} {caller}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
