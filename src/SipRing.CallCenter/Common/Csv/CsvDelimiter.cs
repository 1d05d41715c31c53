namespace SipRing.CallCenter.Common.Csv;

/// <summary>Finds what separates the cells: the sign that occurs in every line equally often, quoted text not counted.</summary>
internal static class CsvDelimiter
{
    private const int Looked = 20;
    private const char Usual = ';';
    private static readonly char[] s_known = [';', ',', '\t', '|'];

    public static char Find(string text)
    {
        // Excel writes what it used into a first line of its own.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4)
            return text[4];
        var counts = s_known.ToDictionary(d => d, _ => new List<int>());
        foreach (var line in Lines(text))
        {
            foreach (var delimiter in s_known)
                counts[delimiter].Add(line.GetValueOrDefault(delimiter));
        }

        // First one that splits all lines alike, then the one that splits the heading most.
        return counts.Where(c => c.Value.Count > 0 && c.Value[0] > 0)
            .OrderByDescending(c => c.Value.All(n => n == c.Value[0])).ThenByDescending(c => c.Value[0])
            .Select(c => c.Key).DefaultIfEmpty(Usual).First();
    }

    private static IEnumerable<Dictionary<char, int>> Lines(string text)
    {
        var (quoted, any, lines) = (false, false, 0);
        var line = new Dictionary<char, int>();
        foreach (var sign in text)
        {
            if (sign == '"')
                quoted = !quoted;
            if (sign == '\n' && !quoted)
            {
                if (any)
                    yield return line;
                (line, any, lines) = ([], false, any ? lines + 1 : lines);
                if (lines == Looked)
                    yield break;
                continue;
            }

            any |= !char.IsWhiteSpace(sign);
            if (!quoted && s_known.Contains(sign))
                line[sign] = line.GetValueOrDefault(sign) + 1;
        }

        if (any)
            yield return line;
    }
}
