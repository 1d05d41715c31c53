namespace SipRing.CallCenter.Pbx.Versions;

public enum DiffLineKind
{
    Same,
    Removed,
    Added,
}

public sealed record DiffLine(DiffLineKind Kind, string Text);

/// <param name="OldStart">The number of its first line before, from 1.</param>
/// <param name="NewStart">The number of its first line after, from 1.</param>
public sealed record DiffHunk(int OldStart, int NewStart, IReadOnlyList<DiffLine> Lines);

/// <summary>
/// What changed between two texts, line by line. Lines that occur once in both hold the texts together, as sections of a
/// configuration do; between them everything is replaced. Quick also for thousands of lines.
/// </summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    public static IReadOnlyList<DiffHunk> Of(string before, string after)
    {
        var lines = new List<DiffLine>();
        Compare(Lines(before), Lines(after), lines);
        return Hunks(lines);
    }

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.TrimEnd('\n').Split('\n');

    private static void Compare(ReadOnlySpan<string> old, ReadOnlySpan<string> @new, List<DiffLine> lines)
    {
        var head = old.CommonPrefixLength(@new);
        AddAll(lines, DiffLineKind.Same, old[..head]);
        old = old[head..];
        @new = @new[head..];
        var tail = 0;
        while (tail < old.Length && tail < @new.Length && old[^(tail + 1)] == @new[^(tail + 1)])
            tail++;
        var same = old[^tail..];
        old = old[..^tail];
        @new = @new[..^tail];
        var anchors = old.IsEmpty || @new.IsEmpty ? [] : Anchors(old, @new);
        if (anchors.Count == 0)
        {
            AddAll(lines, DiffLineKind.Removed, old);
            AddAll(lines, DiffLineKind.Added, @new);
        }
        else
        {
            var (o, n) = (0, 0);
            foreach (var (atOld, atNew) in anchors)
            {
                Compare(old[o..atOld], @new[n..atNew], lines);
                lines.Add(new(DiffLineKind.Same, old[atOld]));
                (o, n) = (atOld + 1, atNew + 1);
            }

            Compare(old[o..], @new[n..], lines);
        }

        AddAll(lines, DiffLineKind.Same, same);
    }

    private static void AddAll(List<DiffLine> lines, DiffLineKind kind, ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
            lines.Add(new(kind, text));
    }

    // The longest run of pairs that ascends on both sides.
    private static List<(int Old, int New)> Anchors(ReadOnlySpan<string> old, ReadOnlySpan<string> @new)
    {
        var inNew = Once(@new);
        var pairs = Once(old).Where(o => inNew.ContainsKey(o.Key)).Select(o => (Old: o.Value, New: inNew[o.Key])).OrderBy(p => p.Old).ToList();
        var tops = new List<int>();
        var before = new int[pairs.Count];
        for (var i = 0; i < pairs.Count; i++)
        {
            var at = tops.BinarySearch(i, Comparer<int>.Create((x, y) => pairs[x].New.CompareTo(pairs[y].New)));
            at = at < 0 ? ~at : at;
            before[i] = at == 0 ? -1 : tops[at - 1];
            if (at == tops.Count)
                tops.Add(i);
            else
                tops[at] = i;
        }

        var run = new List<(int, int)>();
        for (var i = tops.Count == 0 ? -1 : tops[^1]; i >= 0; i = before[i])
            run.Add(pairs[i]);
        run.Reverse();
        return run;
    }

    private static Dictionary<string, int> Once(ReadOnlySpan<string> lines)
    {
        var at = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!at.TryAdd(lines[i], i))
                at[lines[i]] = -1;
        }

        return at.Where(l => l.Value >= 0).ToDictionary(StringComparer.Ordinal);
    }

    private static List<DiffHunk> Hunks(List<DiffLine> lines)
    {
        var hunks = new List<DiffHunk>();
        var (old, @new) = (1, 1);
        for (var i = 0; i < lines.Count;)
        {
            if (lines[i].Kind == DiffLineKind.Same)
            {
                (i, old, @new) = (i + 1, old + 1, @new + 1);
                continue;
            }

            var lead = Math.Min(Context, Since(lines, i));
            var end = End(lines, i);
            var shown = lines[(i - lead)..end];
            hunks.Add(new(old - lead, @new - lead, shown));
            old += lines[i..end].Count(l => l.Kind != DiffLineKind.Added);
            @new += lines[i..end].Count(l => l.Kind != DiffLineKind.Removed);
            i = end;
        }

        return hunks;
    }

    private static int Since(List<DiffLine> lines, int at)
    {
        var count = 0;
        while (at - count - 1 >= 0 && lines[at - count - 1].Kind == DiffLineKind.Same)
            count++;
        return count;
    }

    // Changes with no more than twice the context between them are one hunk.
    private static int End(List<DiffLine> lines, int at)
    {
        var last = at;
        for (var i = at; i < lines.Count && i - last <= Context * 2; i++)
        {
            if (lines[i].Kind != DiffLineKind.Same)
                last = i;
        }

        return Math.Min(lines.Count, last + 1 + Context);
    }
}
