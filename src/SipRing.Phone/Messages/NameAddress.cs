namespace SipRing.Phone.Messages;

/// <summary>The value of From, To, Contact or Refer-To: <c>"Name" &lt;sip:user@host&gt;;tag=x</c>.</summary>
/// <param name="Name">Display name without its quotes, or "".</param>
/// <param name="Uri">The address without angle brackets.</param>
/// <param name="Tag">The tag parameter, or null.</param>
public readonly record struct NameAddress(string Name, string Uri, string? Tag)
{
    /// <summary>What stands before the @ of the address: the number.</summary>
    public string User
    {
        get
        {
            var start = Uri.IndexOf(':', StringComparison.Ordinal) + 1;
            var end = Uri.IndexOf('@', StringComparison.Ordinal);
            return end > start ? System.Uri.UnescapeDataString(Uri[start..end].Split(';')[0]) : "";
        }
    }

    public static NameAddress Parse(string? value)
    {
        value ??= "";
        var open = OpeningBracket(value);
        if (open < 0)
        {
            var end = value.IndexOf(';', StringComparison.Ordinal);
            return new("", (end < 0 ? value : value[..end]).Trim(), Parameter(value, "tag"));
        }

        var close = value.IndexOf('>', open);
        var uri = close < 0 ? value[(open + 1)..] : value[(open + 1)..close];
        var name = value[..open].Trim().Trim('"').Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        return new(name, uri, close < 0 ? null : Parameter(value[(close + 1)..], "tag"));
    }

    /// <summary>A parameter of a header value; those inside the angle brackets belong to the address and do not count.</summary>
    public static string? Parameter(string value, string name)
    {
        var close = value.LastIndexOf('>');
        foreach (var part in value[(close + 1)..].Split(';').Skip(close < 0 ? 1 : 0))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? part : part[..equals];
            if (key.Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return equals < 0 ? "" : part[(equals + 1)..].Trim();
            }
        }

        return null;
    }

    /// <summary>A quoted display name may itself hold an angle bracket.</summary>
    private static int OpeningBracket(string value)
    {
        var quoted = false;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\' && quoted)
            {
                i++;
            }
            else if (value[i] == '"')
            {
                quoted = !quoted;
            }
            else if (value[i] == '<' && !quoted)
            {
                return i;
            }
        }

        return -1;
    }
}
