namespace SipRing.Asterisk.Logs;

/// <summary>
/// Numbers of a table are given out when a row is inserted, and seen when its transaction ends: a later number may be
/// seen first. Numbers are also lost for good, where a row was refused or a cluster counts in steps. So a gap is waited for,
/// but not for ever: what is still missing some seconds after a higher number was seen will never come.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class TableGaps(TimeProvider time)
{
    private readonly Queue<(long Highest, DateTimeOffset Seen)> _marks = [];
    private long _marked;
    private long _settled;

    /// <summary>How long rows behind a gap are held back.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(3);

    /// <summary>How many of the rows stand before the first gap that may still be filled.</summary>
    /// <param name="afterId">The row read before them.</param>
    /// <param name="ids">Their numbers, ascending.</param>
    /// <param name="highest">The highest number in the table now.</param>
    public int Whole(long afterId, IReadOnlyList<long> ids, long highest)
    {
        Mark(highest);
        var before = afterId;
        for (var i = 0; i < ids.Count; i++)
        {
            // At the very beginning nothing is known: old rows may have been deleted.
            if (before > 0 && ids[i] != before + 1 && ids[i] > _settled)
                return i;
            before = ids[i];
        }

        return ids.Count;
    }

    private void Mark(long highest)
    {
        var now = time.GetUtcNow();
        if (highest > _marked)
        {
            _marked = highest;
            _marks.Enqueue((highest, now));
        }

        while (_marks.TryPeek(out var mark) && now - mark.Seen >= Patience)
            _settled = _marks.Dequeue().Highest;
    }
}
