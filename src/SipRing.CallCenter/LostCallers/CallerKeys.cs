using System.Collections.Concurrent;
using SipRing.CallCenter.Contacts;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Under which key a number is one caller, in whatever form it stands in the logs.</summary>
internal sealed class CallerKeys(NumberForms forms)
{
    public const int Limit = 60;
    private const int MostPrefix = 3;
    private const int ShortestDialled = 7;
    private const int MostKnown = 20_000;
    private static readonly HashSet<string> s_hidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "anonymous", "unknown", "<unknown>", "restricted", "private", "unavailable", "withheld", "asterisk", "s",
    };

    private readonly ConcurrentDictionary<string, string?> _known = new(StringComparer.Ordinal);

    public string Region => forms.Region;

    /// <summary>Null: he hid his number.</summary>
    public string? Of(string raw)
    {
        if (_known.TryGetValue(raw, out var known))
            return known;
        if (_known.Count >= MostKnown)
            _known.Clear();
        var text = raw.Trim();
        var key = s_hidden.Contains(text) ? null : forms.Normalize(text) ?? "@" + text.ToLowerInvariant();
        return _known[raw] = key is { Length: > Limit } ? key[..Limit] : key;
    }

    /// <summary>Every caller whom somebody may have meant who dialled this: a prefix for an outside line may stand in front of the number.</summary>
    public IReadOnlyList<string> OfDialled(string raw)
    {
        if (Of(raw) is not { } whole || whole[0] == '@')
            return [];
        var keys = new List<string> { whole };
        var digits = NumberForms.Digits(raw);
        if (digits.Length != raw.Trim().Length)
            return keys;
        for (var prefix = 1; prefix <= MostPrefix && digits.Length - prefix >= ShortestDialled; prefix++)
        {
            if (Of(digits[prefix..]) is ['+', ..] inside && !keys.Contains(inside) && (whole[0] != '+' || forms.IsNational(inside)))
                keys.Add(inside);
        }

        return keys;
    }
}
