using System.Globalization;

namespace SipRing.PanelLoad;

/// <summary>The call centre of the measurement: 500 extensions, 50 queues, 200 operators in four queues each.</summary>
internal static class CallCentre
{
    public const int Operators = 200;

    public static IReadOnlyList<string> Extensions { get; } = [.. Enumerable.Range(1000, 500).Select(Text)];

    public static IReadOnlyList<string> Queues { get; } = [.. Enumerable.Range(8000, 50).Select(Text)];

    public static IEnumerable<(string Queue, string Extension, int Agent)> Members =>
        from agent in Enumerable.Range(0, Operators)
        from queue in new[] { agent % 50, (agent + 7) % 50, (agent + 19) % 50, (agent + 31) % 50 }
        select (Queues[queue], Extensions[agent], agent + 1);

    public static string NameOf(int agent) => $"Operator {Text(agent)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
