using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Queues;

/// <summary>The strategies under the names that Asterisk and the API give them.</summary>
public static class QueueStrategies
{
    public static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<QueueStrategy>().Select(ToAsterisk)];

    public static string ToAsterisk(this QueueStrategy strategy) => strategy.ToString().ToLowerInvariant();

    public static QueueStrategy? TryParse(string name)
    {
        foreach (var strategy in Enum.GetValues<QueueStrategy>())
        {
            if (strategy.ToAsterisk() == name)
                return strategy;
        }

        return null;
    }

    public static Result<QueueStrategy> Read(string name) =>
        TryParse(name) is { } known
            ? known
            : new Refusal("strategy-unknown", $"There is no strategy '{name}'; use one of {string.Join(", ", Names)}.", "strategy", RefusalKind.Invalid, name, string.Join(", ", Names));
}
