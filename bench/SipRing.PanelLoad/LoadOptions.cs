using System.Globalization;

namespace SipRing.PanelLoad;

/// <summary>How much, for how long.</summary>
internal sealed record LoadOptions
{
    public double Minutes { get; init; } = 10;
    public int Pages { get; init; } = 5;
    public int EventsPerSecond { get; init; } = 20;

    public static LoadOptions Parse(string[] args)
    {
        var options = new LoadOptions();
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            var value = args[i + 1];
            options = args[i] switch
            {
                "--minutes" => options with { Minutes = double.Parse(value, CultureInfo.InvariantCulture) },
                "--pages" => options with { Pages = int.Parse(value, CultureInfo.InvariantCulture) },
                "--events" => options with { EventsPerSecond = int.Parse(value, CultureInfo.InvariantCulture) },
                var other => throw new ArgumentException($"Unknown option {other}; known: --minutes, --pages, --events."),
            };
        }

        return options;
    }
}
