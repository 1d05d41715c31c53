namespace SipRing.CallCenter.Pbx;

/// <summary>An item that has a place among its like: routes are asked in that order, trunks are listed in it.</summary>
public interface IPbxOrdered<out T> : IPbxItem
    where T : IPbxOrdered<T>
{
    /// <summary>From 1; 0 has none yet.</summary>
    int Order { get; }

    /// <summary>The same item at another place.</summary>
    T At(int order);
}

public static class PbxOrder
{
    /// <summary>By their place; two of one place by key, so that the order is always the same.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> items)
        where T : class, IPbxOrdered<T> => items.OrderBy(i => i.Order).ThenBy(i => i.Key, StringComparer.Ordinal);

    /// <summary>With this item, which moves the others on. Without a place it stays at the one it has.</summary>
    /// <param name="last">The place of a new one among the others, from 0; null is the end.</param>
    public static PbxItems<T> Insert<T>(PbxItems<T> items, T item, Func<IReadOnlyList<T>, int>? last = null)
        where T : class, IPbxOrdered<T>
    {
        var others = Of(items).Where(i => i.Key != item.Key).ToList();
        var place = item.Order > 0 ? item.Order : PlaceOf(items, item.Key);
        others.Insert(place > 0 ? Math.Min(place - 1, others.Count) : last?.Invoke(others) ?? others.Count, item);
        return PbxItems<T>.Of(others.Select((i, n) => i.Order == n + 1 ? i : i.At(n + 1)));
    }

    private static int PlaceOf<T>(PbxItems<T> items, string key)
        where T : class, IPbxOrdered<T> => items.Contains(key) ? Of(items).TakeWhile(i => i.Key != key).Count() + 1 : 0;
}
