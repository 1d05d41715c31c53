namespace SipRing.Server.Demo;

/// <summary>Chance of the invented day.</summary>
internal static class Dice
{
    public static bool Chance(double probability) => Random.Shared.NextDouble() < probability;

    public static TimeSpan Between(double fromSeconds, double toSeconds) =>
        TimeSpan.FromSeconds(fromSeconds + (Random.Shared.NextDouble() * (toSeconds - fromSeconds)));

    /// <summary>Times between independent events: many short, few long.</summary>
    public static TimeSpan Exponential(double meanSeconds) => TimeSpan.FromSeconds(-meanSeconds * Math.Log(1 - Random.Shared.NextDouble()));

    public static T OneOf<T>(IReadOnlyList<T> items) => items[Random.Shared.Next(items.Count)];
}
