using BenchmarkDotNet.Attributes;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Floor.Model;
using SipRing.CallCenter.Floor.Projection;

namespace SipRing.Bench;

/// <summary>
/// Events of queue calls into a floor of 500 extensions, 50 queues and 200 members, 100 calls at a time, with a snapshot after
/// every so many events; and the comparison of two snapshots that a watch makes.
/// </summary>
[InProcess]
[WarmupCount(3)]
[IterationCount(10)]
[MemoryDiagnoser]
public class FloorReducing
{
    private const int Calls = 1000;
    private const int AtATime = 100;
    private readonly List<AmiMessage> _events = [];
    private FloorLists _lists = new([], [], [], []);
    private FloorSnapshot _before = null!;
    private FloorSnapshot _after = null!;

    /// <summary>Under load the floor takes what has come before it makes a snapshot: 1 is an idle machine, 1000 a storm.</summary>
    [Params(1, 10, 1000)]
    public int EventsPerSnapshot { get; set; }

    [GlobalSetup]
    public void Load()
    {
        var scene = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Recordings", "answered.txt")).Where(l => l[0] == '>').Select(l => l[2..]).ToArray();
        for (var first = 0; first < Calls; first += AtATime)
        {
            foreach (var line in scene)
                _events.AddRange(Enumerable.Range(first, AtATime).Select(call => Message(OfCall(line, call))));
        }

        _lists = new(
            [.. Phones(500).Select(p => Message($"Event: DeviceStateChange\tDevice: PJSIP/{p}\tState: NOT_INUSE"))],
            [.. Phones(500).Select(p => Message($"Event: ExtensionStatus\tExten: {p}\tContext: ext-local\tHint: PJSIP/{p}"))],
            [.. Phones(200).Select(p => Message($"Event: QueueMember\tQueue: {QueueOf(p)}\tName: Agent\tLocation: PJSIP/{p}\tMembership: dynamic\tLoginTime: 1795472471\tStatus: 1\tPaused: 0"))],
            []);
        var loop = Connected();
        foreach (var message in _events.Take(1500))
            Take(loop, message);
        _before = loop.Project();
        foreach (var message in _events.Skip(1500).Take(300))
            Take(loop, message);
        _after = loop.Project();
        Console.WriteLine($"// {_events.Count} events");
    }

    [Benchmark]
    public long Reduce()
    {
        var loop = Connected();
        for (var i = 0; i < _events.Count; i++)
        {
            Take(loop, _events[i]);
            if ((i + 1) % EventsPerSnapshot == 0)
                loop.Project();
        }

        return loop.Project().Version;
    }

    [Benchmark]
    public FloorDelta Compare() => FloorDiff.Between(_before, _after);

    private static IEnumerable<int> Phones(int count) => Enumerable.Range(1000, count);

    private static int QueueOf(int phone) => 8000 + (phone % 50);

    /// <summary>The scene of phone 101 and queue 100, as another call of another phone.</summary>
    private static string OfCall(string line, int call)
    {
        var phone = 1000 + (call % 200);
        return line
            .Replace("PJSIP/101", $"PJSIP/{phone}", StringComparison.Ordinal)
            .Replace(": 101", $": {phone}", StringComparison.Ordinal)
            .Replace("Queue: 100", $"Queue: {QueueOf(phone)}", StringComparison.Ordinal)
            .Replace("1795472517.1", $"1795472517.{(call * 2) + 11}", StringComparison.Ordinal)
            .Replace("1795472517.0", $"1795472517.{(call * 2) + 10}", StringComparison.Ordinal);
    }

    private static AmiMessage Message(string line) => new(
        [.. line.Split('\t').Select(h => h.Split(": ", 2)).Select(h => KeyValuePair.Create(h[0].TrimEnd(':'), h.Length > 1 ? h[1] : ""))]);

    private static void Take(FloorLoop loop, AmiMessage message) => loop.Take(new FloorInput.Feed(new AmiFeedItem.Event(message)));

    private FloorLoop Connected()
    {
        var at = TimeProvider.System.GetUtcNow();
        var loop = new FloorLoop(new() { Version = 1, At = at, Link = new(LinkState.Starting, at, null) }, TimeProvider.System);
        loop.Take(new FloorInput.Feed(new AmiFeedItem.Connected(1, "")));
        loop.Take(new FloorInput.Listed(1, _lists));
        loop.Project();
        return loop;
    }
}
