using SipRing.CallCenter.Ledger.Writing;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Cuts a span into the whole UTC hours that the roll-ups hold, and the ragged edges that only the facts know.</summary>
internal readonly record struct SpanParts(int FromHour, int ToHour, IReadOnlyList<(long From, long To)> Edges)
{
    public bool HasHours => ToHour > FromHour;

    public static SpanParts Of(QueueCallFilter filter)
    {
        var (from, to) = (filter.From.ToUnixTimeMilliseconds(), filter.To.ToUnixTimeMilliseconds());
        if (to <= from)
            return new(0, 0, []);
        var first = Math.DivRem(from, HourSums.HourMs, out var before) + (before > 0 ? 1 : 0);
        var last = to / HourSums.HourMs;
        // Roll-ups do not know who called, nor at which phone a call without an operator was answered.
        if (last <= first || filter.Caller is { Length: > 0 } || filter.Scope is not null)
            return new(0, 0, [(from, to)]);
        var edges = new List<(long, long)>();
        if (from < first * HourSums.HourMs)
            edges.Add((from, first * HourSums.HourMs));
        if (to > last * HourSums.HourMs)
            edges.Add((last * HourSums.HourMs, to));
        return new((int)first, (int)last, edges);
    }
}
