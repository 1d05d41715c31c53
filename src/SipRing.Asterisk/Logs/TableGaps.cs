namespace SipRing.Asterisk.Logs;

/// <summary>
/// Numbers of a table are given out when a row is inserted, and seen when its transaction ends: a later number may be
/// seen first. Numbers are also lost for good, where a row was refused. So a gap is waited for, but not for ever.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class TableGaps(TimeProvider time)
{
    // Gap (the last number before it) to the moment it was first seen.
    private readonly Dictionary<long, DateTimeOffset> _seen = [];

    /// <summary>How long rows behind a gap are held back.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(3);

    /// <summary>The rows up to the first gap that may still be filled.</summary>
    public IReadOnlyList<TableRow<T>> Whole<T>(long afterId, IReadOnlyList<TableRow<T>> rows)
    {
        var now = time.GetUtcNow();
        var before = afterId;
        for (var i = 0; i < rows.Count; i++)
        {
            // At the very beginning nothing is known: old rows may have been deleted.
            if (before > 0 && rows[i].Id != before + 1 && !IsOver(before, now))
                return [.. rows.Take(i)];
            before = rows[i].Id;
        }

        Forget(before);
        return rows;
    }

    private bool IsOver(long before, DateTimeOffset now)
    {
        if (_seen.TryAdd(before, now))
            return false;
        return now - _seen[before] >= Patience;
    }

    private void Forget(long upTo)
    {
        foreach (var gap in _seen.Keys.Where(g => g < upTo).ToList())
            _seen.Remove(gap);
    }
}
