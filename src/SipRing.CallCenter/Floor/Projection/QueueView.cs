using System.Collections.Immutable;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Projection;

internal static class QueueView
{
    /// <param name="members">The members, as they are shown now.</param>
    /// <param name="before">As shown before: lists whose items are all the same stay the same object.</param>
    public static FloorQueue Of(FloorSources sources, QueueModel queue, IEnumerable<FloorMember> members, FloorQueue? before)
    {
        var known = sources.Queue(queue.Number);
        var today = sources.Today(queue.Number);
        var offered = (today?.Answered ?? 0) + (today?.Lost ?? 0);
        return new()
        {
            Number = queue.Number,
            Name = known?.Name ?? queue.Number,
            ServiceLevelSeconds = known?.ServiceLevelSeconds ?? 0,
            Members = Shared(before?.Members, members),
            Waiting = Shared(before?.Waiting, queue.Waiting.Select((w, i) => new FloorWaiting(w.CallId, w.Caller, w.CallerName, w.EnteredAt, i + 1))),
            AnsweredToday = today?.Answered ?? 0,
            LostToday = today?.Lost ?? 0,
            ServicePercent = offered == 0 ? null : 100.0 * today!.AnsweredInTime / offered,
        };
    }

    private static ImmutableList<T> Shared<T>(ImmutableList<T>? before, IEnumerable<T> now)
        where T : class
    {
        var items = now.ToArray();
        if (before is null)
            return [.. items];
        if (items.Length != before.Count)
            return [.. items];
        var list = before;
        for (var i = 0; i < items.Length; i++)
        {
            if (!items[i].Equals(before[i]))
                list = list.SetItem(i, items[i]);
        }

        return list;
    }
}
