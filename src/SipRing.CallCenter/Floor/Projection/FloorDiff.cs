using System.Collections.Immutable;

namespace SipRing.CallCenter.Floor.Projection;

/// <summary>
/// The difference of two snapshots of one floor. Unchanged records are the same object in both, so comparing references
/// is enough, whatever number of versions lies between them.
/// </summary>
public static class FloorDiff
{
    public static FloorDelta Between(FloorSnapshot from, FloorSnapshot to)
    {
        var (extensions, goneExtensions) = Compare(from.Extensions, to.Extensions);
        var (queues, goneQueues) = Compare(from.Queues, to.Queues);
        var (calls, goneCalls) = Compare(from.Calls, to.Calls);
        return new()
        {
            FromVersion = from.Version,
            Version = to.Version,
            At = to.At,
            Link = from.Link == to.Link ? null : to.Link,
            Extensions = extensions,
            Queues = queues,
            Calls = calls,
            RemovedExtensions = goneExtensions,
            RemovedQueues = goneQueues,
            RemovedCalls = goneCalls,
        };
    }

    /// <summary>What a reader of deltas does: the snapshot after it.</summary>
    /// <exception cref="ArgumentException">The delta does not follow this snapshot.</exception>
    public static FloorSnapshot Apply(FloorSnapshot snapshot, FloorDelta delta)
    {
        if (snapshot.Version != delta.FromVersion)
            throw new ArgumentException($"The delta follows version {delta.FromVersion}, not {snapshot.Version}.", nameof(delta));
        return snapshot with
        {
            Version = delta.Version,
            At = delta.At,
            Link = delta.Link ?? snapshot.Link,
            Extensions = snapshot.Extensions.RemoveRange(delta.RemovedExtensions).SetItems(delta.Extensions.Select(e => KeyValuePair.Create(e.Number, e))),
            Queues = snapshot.Queues.RemoveRange(delta.RemovedQueues).SetItems(delta.Queues.Select(q => KeyValuePair.Create(q.Number, q))),
            Calls = snapshot.Calls.RemoveRange(delta.RemovedCalls).SetItems(delta.Calls.Select(c => KeyValuePair.Create(c.CallId, c))),
        };
    }

    /// <summary>Walks both in key order at once.</summary>
    private static (ImmutableList<T> Changed, ImmutableList<string> Removed) Compare<T>(
        ImmutableSortedDictionary<string, T> from, ImmutableSortedDictionary<string, T> to)
        where T : class
    {
        if (ReferenceEquals(from, to))
            return ([], []);
        var changed = ImmutableList.CreateBuilder<T>();
        var removed = ImmutableList.CreateBuilder<string>();
        using var old = from.GetEnumerator();
        using var now = to.GetEnumerator();
        var hasOld = old.MoveNext();
        var hasNow = now.MoveNext();
        while (hasOld || hasNow)
        {
            var order = !hasOld ? 1 : !hasNow ? -1 : string.CompareOrdinal(old.Current.Key, now.Current.Key);
            if (order < 0)
                removed.Add(old.Current.Key);
            else if (order > 0 || !ReferenceEquals(old.Current.Value, now.Current.Value))
                changed.Add(now.Current.Value);
            hasOld = order <= 0 ? old.MoveNext() : hasOld;
            hasNow = order >= 0 ? now.MoveNext() : hasNow;
        }

        return (changed.ToImmutable(), removed.ToImmutable());
    }
}
