using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Lays the times in which a phone held its call over what the leg did: only talk can be held.</summary>
internal static class Hold
{
    public static IEnumerable<(LegState State, long From, long To)> Over(
        IEnumerable<(LegState State, long From, long To)> spans, IEnumerable<CallHoldRow> lines, long end)
    {
        var held = Spans(lines, end);
        foreach (var span in spans)
        {
            if (span.State != LegState.Talking)
            {
                yield return span;
                continue;
            }

            var at = span.From;
            foreach (var (from, to) in held)
            {
                var (first, last) = (Math.Max(at, from), Math.Min(span.To, to));
                if (last <= first)
                    continue;
                if (first > at)
                    yield return (LegState.Talking, at, first);
                yield return (LegState.Held, first, last);
                at = last;
            }

            if (at < span.To)
                yield return (LegState.Talking, at, span.To);
        }
    }

    private static List<(long From, long To)> Spans(IEnumerable<CallHoldRow> lines, long end)
    {
        var spans = new List<(long, long)>();
        long? since = null;
        foreach (var line in lines)
        {
            if (line.Held)
            {
                since ??= line.At;
            }
            else if (since is { } from)
            {
                spans.Add((from, line.At));
                since = null;
            }
        }

        if (since is { } open)
            spans.Add((open, end));
        return spans;
    }
}
