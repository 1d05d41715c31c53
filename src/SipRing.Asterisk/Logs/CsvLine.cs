namespace SipRing.Asterisk.Logs;

/// <summary>One line of comma-separated values as cdr_csv and cel_custom write them: fields may be quoted, a quote inside is doubled.</summary>
internal static class CsvLine
{
    /// <summary>Splits the line into the list, which is emptied first. False where a quote is not closed.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> line, List<string> fields, StringPool pool)
    {
        fields.Clear();
        if (line.StartsWith(LogText.ByteOrderMark))
            line = line[LogText.ByteOrderMark.Length..];
        if (line.Length > 0 && line[^1] == (byte)'\r')
            line = line[..^1];
        while (true)
        {
            int next;
            if (line.Length > 0 && line[0] == (byte)'"')
            {
                if (!TryQuoted(line, out var field, out next, pool))
                    return false;
                fields.Add(field);
            }
            else
            {
                var comma = line.IndexOf((byte)',');
                next = comma < 0 ? line.Length : comma;
                fields.Add(pool.Get(line[..next]));
            }

            if (next == line.Length)
                return true;
            if (line[next] != (byte)',')
                return false;
            line = line[(next + 1)..];
        }
    }

    private static bool TryQuoted(ReadOnlySpan<byte> line, out string field, out int next, StringPool pool)
    {
        var doubled = false;
        for (var at = 1; at < line.Length; at++)
        {
            if (line[at] != (byte)'"')
                continue;
            if (at + 1 < line.Length && line[at + 1] == (byte)'"')
            {
                doubled = true;
                at++;
                continue;
            }

            field = doubled ? LogText.Decode(line[1..at]).Replace("\"\"", "\"", StringComparison.Ordinal) : pool.Get(line[1..at]);
            next = at + 1;
            return true;
        }

        (field, next) = ("", 0);
        return false;
    }
}
