using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Ledger.Verifying;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Connection;

/// <summary>Holds what manager events told against the facts of the log, call by call: what reports of events alone would have missed.</summary>
public sealed class CompareEvents(Database database, SipRingHome home, SipRingSettings settings)
{
    private const int MostShown = 500;

    public async Task<Result<EventComparison>> HandleAsync(Actor actor, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var heard = await EventLogCounter.CountAsync(home.EventLog, cancellationToken);
        var (first, last) = (from.ToUnixTimeSeconds(), to.ToUnixTimeSeconds());
        var stored = await LogFacts.ReadAsync(database, settings.Pbx, first, last, cancellationToken);
        var events = heard.Calls.Where(c => c.Entered >= first - Tolerance && c.Entered < last + Tolerance).ToList();
        var differences = new List<EventDifference>();
        var left = events.GroupBy(c => (c.CallId, c.Queue)).ToDictionary(g => g.Key, g => new Queue<NaiveCall>(g.OrderBy(c => c.Entered)));
        foreach (var fact in stored)
        {
            if (!left.TryGetValue((fact.CallId, fact.Queue), out var same) || !same.TryDequeue(out var call))
                differences.Add(new(fact.CallId, fact.Queue, At(fact.Entered), EventGap.NotHeard, fact.Outcome, ""));
            else if (call.Outcome != fact.Outcome)
                differences.Add(new(fact.CallId, fact.Queue, At(fact.Entered), EventGap.OtherOutcome, fact.Outcome, call.Outcome));
        }

        differences.AddRange(left.Values.SelectMany(q => q).Where(c => c.Entered >= first && c.Entered < last)
            .Select(c => new EventDifference(c.CallId, c.Queue, At(c.Entered), EventGap.NotInLog, "", c.Outcome)));
        var deaf = heard.Deaf.Where(d => d.To > first && d.From < last).Select(d => new DeafSpan(At(d.From), At(d.To))).ToList();
        return new EventComparison(stored.Count, events.Count(c => c.Entered >= first && c.Entered < last), deaf, [.. differences.OrderBy(d => d.EnteredAt).Take(MostShown)], differences.Count);
    }

    /// <summary>Log and events take their times separately.</summary>
    private const long Tolerance = 5;

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}

public enum EventGap
{
    /// <summary>The log has the call, events did not tell it.</summary>
    NotHeard,

    /// <summary>Events told of a call that the log lacks: rows were lost there.</summary>
    NotInLog,

    /// <summary>Both have it, with another end.</summary>
    OtherOutcome,
}

public sealed record EventDifference(string CallId, string Queue, DateTimeOffset EnteredAt, EventGap Gap, string InLog, string ByEvents);

/// <summary>SipRing was not connected, or did not run.</summary>
public sealed record DeafSpan(DateTimeOffset From, DateTimeOffset To);

/// <param name="InLog">Calls of the span in the facts of the log.</param>
/// <param name="ByEvents">Calls of the span that events told of.</param>
/// <param name="Deaf">When nobody listened.</param>
/// <param name="Differences">The first five hundred.</param>
/// <param name="DifferenceCount">All of them.</param>
public sealed record EventComparison(int InLog, int ByEvents, IReadOnlyList<DeafSpan> Deaf, IReadOnlyList<EventDifference> Differences, int DifferenceCount);
