using LinqToDB;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Turns a filter into conditions on facts and on roll-ups.</summary>
internal static class CallQuery
{
    private const int Answered = (int)QueueCallOutcome.Answered;

    public static IQueryable<QueueCallRow> Calls(DataConnection db, QueueCallFilter filter, long from, long to)
    {
        var calls = db.GetTable<QueueCallRow>().Where(c => c.EnteredAt >= from && c.EnteredAt < to);
        if (filter.Queues.Count > 0)
            calls = calls.Where(c => filter.Queues.Contains(c.Queue));
        if (filter.AgentIds.Count > 0)
            calls = calls.Where(c => c.AgentId != null && filter.AgentIds.Contains(c.AgentId.Value));
        if (filter.Caller is { Length: > 0 } caller)
            calls = calls.Where(c => c.Caller.Contains(caller));
        if (filter.Scope is { } scope)
        {
            calls = calls.Where(c => c.Outcome == Answered
                ? c.AgentId != null ? scope.Agents.Contains(c.AgentId.Value) : c.Extension != null && scope.Extensions.Contains(c.Extension)
                : scope.Queues.Contains(c.Queue));
        }

        return filter.Answered switch
        {
            true => calls.Where(c => c.Outcome == Answered),
            false => calls.Where(c => c.Outcome != Answered),
            null => calls,
        };
    }

    public static IQueryable<HourRow> Hours(DataConnection db, QueueCallFilter filter, int from, int to)
    {
        var hours = db.GetTable<HourRow>().Where(h => h.Hour >= from && h.Hour < to);
        if (filter.Queues.Count > 0)
            hours = hours.Where(h => filter.Queues.Contains(h.Queue));
        if (filter.AgentIds.Count > 0)
            hours = hours.Where(h => h.AgentId != 0 && filter.AgentIds.Contains(h.AgentId));
        return hours;
    }

    public static IQueryable<HourWaitRow> Waits(DataConnection db, QueueCallFilter filter, int from, int to)
    {
        var waits = db.GetTable<HourWaitRow>().Where(w => w.Hour >= from && w.Hour < to);
        return filter.Queues.Count > 0 ? waits.Where(w => filter.Queues.Contains(w.Queue)) : waits;
    }

    public static IQueryable<CallShare> Shares(IQueryable<QueueCallRow> calls) =>
        from call in calls
        group call by new { Answered = call.Outcome == Answered, call.Queue, call.AgentId, call.Extension } into g
        select new CallShare
        {
            Answered = g.Key.Answered,
            Queue = g.Key.Queue,
            AgentId = g.Key.AgentId,
            Extension = g.Key.Extension,
            Calls = g.Count(),
            TalkTotal = g.Sum(c => (long)(c.TalkSeconds ?? 0)),
            TalkMin = g.Min(c => (int?)(c.TalkSeconds ?? 0)),
            TalkMax = g.Max(c => (int?)(c.TalkSeconds ?? 0)),
            WaitTotal = g.Sum(c => (long)c.WaitSeconds),
            WaitMin = g.Min(c => (int?)c.WaitSeconds),
            WaitMax = g.Max(c => (int?)c.WaitSeconds),
        };

    public static IQueryable<Part> ByQueue(IQueryable<QueueCallRow> calls) =>
        from call in calls
        group call by call.Queue into g
        select new Part
        {
            Queue = g.Key,
            Answered = g.Sum(c => c.Outcome == Answered ? 1 : 0),
            Lost = g.Sum(c => c.Outcome != Answered ? 1 : 0),
            Longest = g.Max(c => c.Position),
            TalkTotal = g.Sum(c => c.Outcome == Answered ? (long)(c.TalkSeconds ?? 0) : 0L),
            TalkMin = g.Min(c => c.Outcome == Answered ? (int?)(c.TalkSeconds ?? 0) : null),
            TalkMax = g.Max(c => c.Outcome == Answered ? (int?)(c.TalkSeconds ?? 0) : null),
            WaitTotal = g.Sum(c => c.Outcome == Answered ? (long)c.WaitSeconds : 0L),
            WaitMin = g.Min(c => c.Outcome == Answered ? (int?)c.WaitSeconds : null),
            WaitMax = g.Max(c => c.Outcome == Answered ? (int?)c.WaitSeconds : null),
            LostWaitTotal = g.Sum(c => c.Outcome != Answered ? (long)c.WaitSeconds : 0L),
            LostWaitMin = g.Min(c => c.Outcome != Answered ? (int?)c.WaitSeconds : null),
            LostWaitMax = g.Max(c => c.Outcome != Answered ? (int?)c.WaitSeconds : null),
        };

    public static IQueryable<Part> ByQueue(IQueryable<HourRow> hours) =>
        from hour in hours
        group hour by hour.Queue into g
        select new Part
        {
            Queue = g.Key,
            Answered = g.Sum(h => h.Answered),
            Lost = g.Sum(h => h.Lost),
            Longest = g.Max(h => h.Longest),
            LostLongest = g.Max(h => h.LostLongest),
            TalkTotal = g.Sum(h => h.TalkTotal),
            TalkMin = g.Min(h => h.TalkMin),
            TalkMax = g.Max(h => h.TalkMax),
            WaitTotal = g.Sum(h => h.WaitTotal),
            WaitMin = g.Min(h => h.WaitMin),
            WaitMax = g.Max(h => h.WaitMax),
            LostWaitTotal = g.Sum(h => h.LostWaitTotal),
            LostWaitMin = g.Min(h => h.LostWaitMin),
            LostWaitMax = g.Max(h => h.LostWaitMax),
        };
}
