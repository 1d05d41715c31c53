using System.Collections;

namespace SipRing.Phone.Messages;

/// <summary>Headers in the order they came, duplicates kept, names compared without case and with the compact forms of RFC 3261 §7.3.3.</summary>
public sealed class SipHeaders : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _list = [];

    public int Count => _list.Count;

    /// <summary>The first value of that name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            var full = FullName(name);
            foreach (var header in _list)
            {
                if (header.Key.Equals(full, StringComparison.OrdinalIgnoreCase))
                {
                    return header.Value;
                }
            }

            return null;
        }
    }

    public IEnumerable<string> All(string name)
    {
        var full = FullName(name);
        return _list.Where(header => header.Key.Equals(full, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value);
    }

    /// <exception cref="ArgumentException">The name or value would break the message apart.</exception>
    public SipHeaders Add(string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().IndexOfAny(":\r\n \t") >= 0)
        {
            throw new ArgumentException($"'{name}' is no header name.", nameof(name));
        }

        if (value.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            throw new ArgumentException($"The value of {name} holds a line end.", nameof(value));
        }

        _list.Add(new(FullName(name), value));
        return this;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static string FullName(string name) => name.Length != 1 ? name : char.ToLowerInvariant(name[0]) switch
    {
        'v' => "Via",
        'f' => "From",
        't' => "To",
        'i' => "Call-ID",
        'm' => "Contact",
        'l' => "Content-Length",
        'c' => "Content-Type",
        'e' => "Content-Encoding",
        'k' => "Supported",
        's' => "Subject",
        'r' => "Refer-To",
        'b' => "Referred-By",
        _ => name,
    };
}
