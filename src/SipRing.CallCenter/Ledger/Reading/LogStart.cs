using SipRing.Asterisk.Logs;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>When a log begins: the time of its first good line. Files of one log follow each other in this order, whatever their names.</summary>
internal static class LogStart
{
    public static long? FirstTime(LogKind kind, TimeZoneInfo zone, ReadOnlySpan<byte> lines)
    {
        var parser = LineFold.Create(kind, "", new(), zone);
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            var line = end < 0 ? lines : lines[..end];
            if (parser.Parse(line, out var ms) == LineDefect.None)
                return ms;
            lines = end < 0 ? [] : lines[(end + 1)..];
        }

        return null;
    }

    /// <summary>The files in the order of time. Those without a single good line come first; files that vanish meanwhile are left out.</summary>
    /// <param name="kind">Which log.</param>
    /// <param name="zone">Zone of its times.</param>
    /// <param name="paths">The files.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <param name="onlyThisKind">Leave out files whose beginning holds no good line of this log.</param>
    /// <param name="place">Where the files lie; null for this machine.</param>
    public static async Task<IReadOnlyList<string>> InOrderAsync(
        LogKind kind, TimeZoneInfo zone, IEnumerable<string> paths, CancellationToken cancellationToken, bool onlyThisKind = false, ILogPlace? place = null)
    {
        place ??= LocalLogs.Instance;
        var block = new LogBlock();
        var found = new List<(long First, DateTime Written, string Path)>();
        foreach (var path in paths)
        {
            try
            {
                await using var file = await place.OpenAsync(path, cancellationToken);
                var any = await block.ReadAsync(file, 0, finished: true, cancellationToken);
                var first = any ? FirstTime(kind, zone, block.Lines.Span) : null;
                if (first is not null || !onlyThisKind)
                    found.Add((any ? first ?? 0 : long.MaxValue, await place.WrittenAsync(path, cancellationToken), path));
            }
            catch (FileNotFoundException)
            {
                // Rotated away between listing and opening: its new name is, or will be, in the list.
            }
        }

        return [.. found.OrderBy(f => f.First).ThenBy(f => f.Written).ThenBy(f => f.Path, StringComparer.Ordinal).Select(f => f.Path)];
    }
}
