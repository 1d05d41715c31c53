namespace SipRing.Asterisk.Ami;

/// <summary>
/// How long to wait before the next attempt: doubles from the first pause to the cap, each shortened by up to half at random, so
/// that many clients do not come back at the same moment.
/// </summary>
internal sealed class AmiBackOff(TimeSpan first, TimeSpan cap, Random random)
{
    private int _failures;

    public TimeSpan Next()
    {
        var longest = first * Math.Pow(2, Math.Min(_failures++, 16));
        return (longest < cap ? longest : cap) * (1 - (random.NextDouble() / 2));
    }

    /// <summary>The pause where trying soon is of no use, as after a refused login.</summary>
    public TimeSpan Longest() => cap;

    public void Reset() => _failures = 0;
}
