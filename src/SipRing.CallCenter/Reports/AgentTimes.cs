using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Reports;

/// <summary>What the sessions of one operator add up to. An hour in three queues is one hour.</summary>
/// <param name="Present">Logged in to at least one queue.</param>
/// <param name="Paused">On a pause in at least one queue.</param>
/// <param name="WrapUp">Wrapping up.</param>
/// <param name="Pauses">By reason, the longest first.</param>
public sealed record AgentTimes(TimeSpan Present, TimeSpan Paused, TimeSpan WrapUp, IReadOnlyList<ReasonTime> Pauses)
{
    /// <param name="sessions">Of one operator.</param>
    /// <param name="from">What was before is left out.</param>
    /// <param name="to">What comes after is left out; so is what lies in the future.</param>
    /// <param name="now">Until when that which goes on has lasted.</param>
    public static AgentTimes Of(IReadOnlyList<AgentSession> sessions, DateTimeOffset from, DateTimeOffset to, DateTimeOffset now)
    {
        var end = to < now ? to : now;
        var pauses = sessions.SelectMany(s => s.Pauses, (s, p) => (p.Reason, From: p.From, To: p.To ?? s.Logout)).ToList();
        var byReason = pauses.GroupBy(p => p.Reason ?? "", StringComparer.Ordinal)
            .Select(group => (group.Key, Spans: Merge(group.Select(p => (p.From, p.To)), from, end)))
            .Where(r => r.Spans.Count > 0)
            .Select(r => new ReasonTime(r.Key, Sum(r.Spans), r.Spans.Count))
            .OrderByDescending(r => r.Time).ThenBy(r => r.Reason, StringComparer.Ordinal);
        return new(
            Sum(Merge(sessions.Select(s => (s.Login, s.Logout)), from, end)),
            Sum(Merge(pauses.Select(p => (p.From, p.To)), from, end)),
            Sum(Merge(sessions.SelectMany(s => s.WrapUps, (s, w) => (w.From, w.To ?? s.Logout)), from, end)),
            [.. byReason]);
    }

    /// <summary>Spans that overlap or touch become one: a pause in two queues is one pause.</summary>
    private static List<(DateTimeOffset From, DateTimeOffset To)> Merge(IEnumerable<(DateTimeOffset From, DateTimeOffset? To)> spans, DateTimeOffset from, DateTimeOffset end)
    {
        var merged = new List<(DateTimeOffset From, DateTimeOffset To)>();
        foreach (var (begin, last) in spans.Select(s => (From: Later(s.From, from), To: s.To < end ? s.To.Value : end)).Where(s => s.From < s.To).OrderBy(s => s.From))
        {
            if (merged.Count > 0 && begin <= merged[^1].To)
                merged[^1] = (merged[^1].From, Later(last, merged[^1].To));
            else
                merged.Add((begin, last));
        }

        return merged;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static TimeSpan Sum(List<(DateTimeOffset From, DateTimeOffset To)> spans) => spans.Aggregate(TimeSpan.Zero, (sum, span) => sum + (span.To - span.From));
}

/// <param name="Reason">As queue_log has it; empty where none was given.</param>
/// <param name="Count">How many pauses.</param>
public sealed record ReasonTime(string Reason, TimeSpan Time, int Count);
