using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Queries;

namespace SipRing.CallCenter.LostCallers;

/// <summary>
/// Folds what the ledger knows of one caller, and what people did about him, into his entries. Uses nothing else and no clock: the
/// same facts give the same entries, in whatever order they became known.
/// </summary>
internal static class LostCallerFold
{
    public static List<LostCallerRow> Run(string number, bool hidden, IEnumerable<CallerFact> facts, IEnumerable<LostCallerActRow> acts, LostCallerRuleSet rules)
    {
        var all = facts.ToList();
        // In one moment: talks, then losses, then acts. Who was lost in the second of a talk is looked at once more rather than forgotten.
        var steps = all.Where(f => Counts(f, all, rules)).Select(f => (At: f.AtMs, Order: f.Event == CallerEvent.Lost ? 1 : 0, f.Id, Fact: (CallerFact?)f, Act: (LostCallerActRow?)null))
            .Concat(acts.Select(a => (At: Placed(a), Order: 2, a.Id, Fact: (CallerFact?)null, Act: (LostCallerActRow?)a)))
            .OrderBy(s => s.At).ThenBy(s => s.Order).ThenBy(s => s.Id);
        var entries = new List<LostCallerRow>();
        foreach (var (_, _, _, fact, act) in steps)
        {
            if (act is not null)
                Apply(act, entries, rules);
            else if (fact!.Event == CallerEvent.Lost)
                Lose(number, hidden, fact, entries, rules);
            else
                Reach(fact, entries, rules);
        }

        var last = new HashSet<string>(StringComparer.Ordinal);
        for (var i = entries.Count - 1; i >= 0; i--)
            entries[i] = entries[i] with { IsLast = last.Add(rules.Of(entries[i].FirstQueue).Scope) };
        return entries;
    }

    // Closing and taking were meant for what was to be seen then, though a loss was on its way into the ledger.
    private static long Placed(LostCallerActRow act) =>
        act.Kind is (int)LostCallerActKind.Close or (int)LostCallerActKind.Take ? act.SeenAt : act.At;

    private static bool Counts(CallerFact fact, List<CallerFact> all, LostCallerRuleSet rules) => fact switch
    {
        { Event: CallerEvent.Lost } => IsListed(fact, rules) && !all.Exists(other => other != fact && WentOn(fact, other, rules)),
        // What its queue visit tells with the operator's name.
        { Event: CallerEvent.Answered, Kind: FactKind.Call } => !all.Exists(other => other is { Kind: FactKind.Visit, Event: CallerEvent.Answered } && IsWithin(other, fact)),
        _ => true,
    };

    private static bool IsListed(CallerFact lost, LostCallerRuleSet rules)
    {
        var rule = rules.Of(lost.Queue);
        return rule.Listed && !(rule.LeaveOutShort && IsShort(lost, rule));
    }

    /// <summary>The same call came to another queue afterwards, or to somebody who answered: there it is told what became of it.</summary>
    private static bool WentOn(CallerFact lost, CallerFact other, LostCallerRuleSet rules) => other.Kind == FactKind.Visit
        ? other.Pbx == lost.Pbx && other.ChannelId == lost.ChannelId && other.FromMs >= lost.AtMs
            && (other.FromMs, other.Id).CompareTo((lost.FromMs, lost.Id)) > 0 && (other.Event == CallerEvent.Answered || IsListed(other, rules))
        : other.Event == CallerEvent.Answered && IsWithin(lost, other) && other.AtMs >= lost.AtMs;

    /// <summary>queue_log tells seconds, CEL tells more.</summary>
    private static bool IsWithin(CallerFact visit, CallerFact call) =>
        visit.Pbx == call.Pbx && visit.FromMs + 999 >= call.FromMs && visit.FromMs <= call.ToMs;

    private static bool IsShort(CallerFact fact, LostCallerRule rule) => fact.Outcome == QueueCallOutcome.Abandoned && fact.WaitSeconds < rule.ShortSeconds;

    private static void Lose(string number, bool hidden, CallerFact fact, List<LostCallerRow> entries, LostCallerRuleSet rules)
    {
        var rule = rules.Of(fact.Queue);
        var at = entries.FindLastIndex(e => e.State == (int)LostCallerState.Open && rules.Of(e.FirstQueue).Scope == rule.Scope);
        var brief = IsShort(fact, rule);
        if (at < 0)
        {
            entries.Add(new()
            {
                Id = FactId.Of(fact.AtMs, "lost-caller", number, fact.Queue),
                Number = number,
                Caller = fact.Number,
                Queue = fact.Queue,
                FirstQueue = fact.Queue,
                Attempts = 1,
                FirstAt = fact.AtMs,
                LastAt = fact.AtMs,
                Outcome = (int)fact.Outcome!.Value,
                WaitSeconds = fact.WaitSeconds,
                Short = brief,
                DueAt = Due(fact.AtMs, rule),
                State = (int)(hidden ? LostCallerState.Hidden : LostCallerState.Open),
            });
            return;
        }

        var entry = entries[at];
        entries[at] = entry with
        {
            Caller = fact.Number,
            Queue = fact.Queue,
            Attempts = entry.Attempts + 1,
            LastAt = fact.AtMs,
            Outcome = (int)fact.Outcome!.Value,
            WaitSeconds = Math.Max(entry.WaitSeconds, fact.WaitSeconds),
            Short = entry.Short && brief,
        };
    }

    private static void Reach(CallerFact fact, List<LostCallerRow> entries, LostCallerRuleSet rules)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            var entry = entries[i];
            if (entry.State != (int)LostCallerState.Open)
                continue;
            var reached = fact.Event == CallerEvent.Answered || (fact.Event == CallerEvent.CalledBack && fact.TalkSeconds >= rules.Of(entry.Queue).TalkSeconds);
            entries[i] = !reached ? entry with { Tries = entry.Tries + 1, LastTryAt = fact.AtMs } : entry with
            {
                State = (int)LostCallerState.Reached,
                EndedAt = fact.AtMs,
                End = (int)(fact.Event == CallerEvent.CalledBack ? LostCallerEnd.CalledBack : fact.Kind == FactKind.Visit ? LostCallerEnd.Queue : LostCallerEnd.Extension),
                EndedBy = fact.AgentName,
                AgentId = fact.AgentId,
                Extension = fact.Extension,
                EndedCall = fact.Kind == FactKind.Call ? fact.Id : null,
            };
        }
    }

    private static void Apply(LostCallerActRow act, List<LostCallerRow> entries, LostCallerRuleSet rules)
    {
        var scope = rules.Of(act.Queue).Scope;
        var at = entries.FindLastIndex(e => rules.Of(e.FirstQueue).Scope == scope);
        if (at < 0)
            return;
        var entry = entries[at];
        var open = entry.State == (int)LostCallerState.Open;
        entries[at] = (LostCallerActKind)act.Kind switch
        {
            LostCallerActKind.Take when open => entry with { TakenBy = act.Actor, TakenUntil = act.Until },
            LostCallerActKind.Release when open => entry with { TakenBy = null, TakenUntil = null },
            LostCallerActKind.Close when open => entry with
            {
                State = (int)(act.End == (int)LostCallerEnd.ReachedOtherwise ? LostCallerState.Reached : LostCallerState.Closed),
                EndedAt = act.At,
                End = act.End,
                EndedBy = act.Actor,
                Note = act.Note ?? entry.Note,
            },
            LostCallerActKind.Reopen when !open && entry.State != (int)LostCallerState.Hidden => entry with
            {
                State = (int)LostCallerState.Open,
                EndedAt = null,
                End = null,
                EndedBy = null,
                AgentId = null,
                Extension = null,
                TakenBy = null,
                TakenUntil = null,
                EndedCall = null,
                ReopenedAt = act.At,
                DueAt = Due(act.At, rules.Of(entry.Queue)),
            },
            LostCallerActKind.Note => entry with { Note = act.Note },
            _ => entry,
        };
    }

    private static long Due(long fromMs, LostCallerRule rule) => fromMs + (rule.TargetMinutes * 60_000L);
}
