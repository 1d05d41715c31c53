using System.Collections.Immutable;
using SipRing.CallCenter.Floor;

namespace SipRing.CallCenter.Departments;

/// <summary>
/// The floor as far as somebody reaches: his phones and operators, their calls, his queues with those who wait there. Records that stay
/// as they were are the same objects as in the scoped snapshot before, so that deltas and pages see what has changed.
/// </summary>
internal static class FloorScope
{
    /// <param name="whole">The whole floor.</param>
    /// <param name="reach">How far he reaches.</param>
    /// <param name="before">What he saw before; null at first.</param>
    public static FloorSnapshot Of(FloorSnapshot whole, Reach reach, FloorSnapshot? before)
    {
        if (reach.IsEverybody)
            return whole;
        var extensions = Kept(whole.Extensions, before?.Extensions, (_, phone, _) => reach.Has(phone.AgentId, phone.Number) ? phone : null);
        var queues = Kept(whole.Queues, before?.Queues, (_, queue, shown) => Of(queue, reach, whole, shown));
        var heard = extensions.Values.Select(e => e.CallId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var calls = Kept(whole.Calls, before?.Calls, (_, call, shown) => Of(call, reach, extensions, heard, shown));
        return whole with { Extensions = extensions, Queues = queues, Calls = calls };
    }

    /// <summary>
    /// A queue of his with his people in it; of a queue of others only his people: neither who waits there nor its figures, but their own.
    /// </summary>
    private static FloorQueue? Of(FloorQueue queue, Reach reach, FloorSnapshot whole, FloorQueue? before)
    {
        var members = queue.Members.RemoveAll(m => !reach.Has(m.AgentId ?? whole.Extensions.GetValueOrDefault(m.Extension)?.AgentId, m.Extension));
        var own = reach.HasQueue(queue.Number);
        if (!own && members.IsEmpty && !reach.NamesQueues)
            return null;
        var now = own
            ? queue with { Members = members }
            : queue with { Members = members, Waiting = [], AnsweredToday = members.Sum(m => m.AnsweredToday), LostToday = 0, ServicePercent = null };
        return before is null ? now : Shared(now, before);
    }

    private static FloorCall? Of(
        FloorCall call, Reach reach, ImmutableSortedDictionary<string, FloorExtension> extensions, HashSet<string> heard, FloorCall? before)
    {
        var waits = call.Queue is { } queue && reach.HasQueue(queue) && call.State != CallState.Talking;
        if (!waits && !heard.Contains(call.CallId) && !(call.Extension is { } party && extensions.ContainsKey(party)))
            return null;

        // Whose phone rings, or who else talks, is none of his business where it is none of his people.
        var now = call.Extension is { } phone && !extensions.ContainsKey(phone) ? call with { Extension = null } : call;
        return now.Equals(before) ? before : now;
    }

    private static FloorQueue Shared(FloorQueue now, FloorQueue before)
    {
        var shared = now with
        {
            Members = Same(now.Members, before.Members) ? before.Members : now.Members,
            Waiting = Same(now.Waiting, before.Waiting) ? before.Waiting : now.Waiting,
        };
        return shared.Equals(before) ? before : shared;
    }

    private static bool Same<T>(ImmutableList<T> now, ImmutableList<T> before) => ReferenceEquals(now, before) || now.SequenceEqual(before);

    private static ImmutableSortedDictionary<string, T> Kept<T>(
        ImmutableSortedDictionary<string, T> whole, ImmutableSortedDictionary<string, T>? before, Func<string, T, T?, T?> scoped)
        where T : class
    {
        var kept = ImmutableSortedDictionary.CreateBuilder<string, T>(StringComparer.Ordinal);
        foreach (var (key, item) in whole)
        {
            if (scoped(key, item, before?.GetValueOrDefault(key)) is { } shown)
                kept.Add(key, shown);
        }

        // Pages look at the map itself to see whether anything in it is new.
        return before is not null && before.Count == kept.Count && kept.All(pair => ReferenceEquals(before.GetValueOrDefault(pair.Key), pair.Value))
            ? before
            : kept.ToImmutable();
    }
}
