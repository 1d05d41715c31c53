using System.Diagnostics;

namespace SipRing.Testing;

/// <summary>Waits for a named condition, with a limit.</summary>
public static class Until
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(50);

    public static Task TrueAsync(string condition, TimeSpan limit, Func<bool> check) =>
        TrueAsync(condition, limit, () => Task.FromResult(check()));

    public static async Task TrueAsync(string condition, TimeSpan limit, Func<Task<bool>> check) =>
        await NotNullAsync(condition, limit, async () => await check() ? "yes" : null);

    /// <summary>The first value that is not null.</summary>
    public static async Task<T> NotNullAsync<T>(string condition, TimeSpan limit, Func<Task<T?>> look)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (await look() is { } value)
            {
                return value;
            }

            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds:0.#} s: {condition}.");
            }

            await Task.Delay(s_interval);
        }
    }
}
