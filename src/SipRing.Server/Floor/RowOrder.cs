namespace SipRing.Server.Floor;

/// <summary>
/// Keeps rows where they are while what they show changes: the order is computed when the person asks for it, and afterwards
/// only grows and shrinks. A row that comes in takes its place by the same order among the others.
/// </summary>
public sealed class RowOrder<T>(Func<T, string> key)
{
    private List<string> _keys = [];

    public void Sort(IEnumerable<T> rows, IComparer<T> by) => _keys = [.. rows.Order(by).Select(key)];

    public IReadOnlyList<T> Apply(IReadOnlyCollection<T> rows, IComparer<T> by)
    {
        var byKey = rows.ToDictionary(key, StringComparer.Ordinal);
        _keys.RemoveAll(known => !byKey.ContainsKey(known));
        var present = _keys.ToHashSet(StringComparer.Ordinal);
        foreach (var added in rows.Where(row => !present.Contains(key(row))).Order(by))
        {
            var place = _keys.FindIndex(known => by.Compare(byKey[known], added) > 0);
            _keys.Insert(place < 0 ? _keys.Count : place, key(added));
        }

        return [.. _keys.Select(known => byKey[known])];
    }
}
