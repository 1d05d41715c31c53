namespace SipRing.Phone.Authentication;

/// <summary>Splits <c>realm="a, b", nonce=x</c>: commas inside quotes do not separate.</summary>
internal static class DigestFields
{
    public static Dictionary<string, string> Parse(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var start = 0;
        var quoted = false;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"')
            {
                quoted = !quoted;
            }

            if (i == text.Length || (text[i] == ',' && !quoted))
            {
                AddField(fields, text[start..i]);
                start = i + 1;
            }
        }

        return fields;
    }

    private static void AddField(Dictionary<string, string> fields, string part)
    {
        var equals = part.IndexOf('=', StringComparison.Ordinal);
        if (equals > 0)
        {
            fields[part[..equals].Trim()] = part[(equals + 1)..].Trim().Trim('"');
        }
    }
}
