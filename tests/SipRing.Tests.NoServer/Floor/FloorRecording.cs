using System.Globalization;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.Tests.NoServer.Floor;

/// <summary>A scene recorded from a real Asterisk; see Recordings/README.md.</summary>
internal sealed class FloorRecording
{
    private FloorRecording(IReadOnlyList<Step> steps) => Steps = steps;

    public IReadOnlyList<Step> Steps { get; }

    public static IEnumerable<string> Names =>
        typeof(FloorRecording).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("floor/", StringComparison.Ordinal)).Select(n => n["floor/".Length..]).Order();

    public static FloorRecording Load(string name)
    {
        using var stream = typeof(FloorRecording).Assembly.GetManifestResourceStream("floor/" + name)!;
        using var reader = new StreamReader(stream);
        var steps = new List<Step>();
        while (reader.ReadLine() is { } line)
        {
            steps.Add(line[0] switch
            {
                '>' => new Step.Event(Message(line[2..])),
                '=' => ReadRest(line, reader),
                _ => throw new InvalidDataException($"{name}: {line}"),
            });
        }

        return new(steps);
    }

    private static Step.Rest ReadRest(string head, StreamReader reader)
    {
        var parts = head.Split(' ', 3);
        var lists = new Dictionary<string, List<AmiMessage>>();
        while (reader.ReadLine() is { } line and not ".")
        {
            var tab = line.IndexOf('\t', StringComparison.Ordinal);
            var action = line[2..tab];
            if (!lists.TryGetValue(action, out var list))
                lists[action] = list = [];
            list.Add(Message(line[(tab + 1)..]));
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[1], CultureInfo.InvariantCulture));
        IReadOnlyList<AmiMessage> Of(string action) => lists.GetValueOrDefault(action) ?? [];
        return new(parts[2], at, new(Of("DeviceStateList"), Of("ExtensionStateList"), Of("QueueStatus"), Of("CoreShowChannels")));
    }

    private static AmiMessage Message(string line) => new(
        [.. line.Split('\t').Select(h => h.Split(": ", 2)).Select(h => KeyValuePair.Create(h[0].TrimEnd(':'), h.Length > 1 ? h[1] : ""))]);

    public abstract record Step
    {
        public sealed record Event(AmiMessage Message) : Step;

        public sealed record Rest(string Name, DateTimeOffset At, FloorLists Lists) : Step;
    }
}
