using System.Globalization;
using System.Text;

namespace SipRing.CallCenter.Pbx;

/// <summary>Ids made of names: readable in Asterisk's own lists, and never changed when the name is.</summary>
public static class PbxIds
{
    private const string Cyrillic = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
    private const int LongestStem = 24;

    private static readonly string[] s_latin =
        ["a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya"];

    /// <param name="taken">True for an id that something has already.</param>
    public static string For(string name, string otherwise, Func<string, bool> taken)
    {
        var stem = Stem(name) is { Length: > 0 } made ? made : otherwise;
        var id = stem;
        for (var i = 2; taken(id); i++)
            id = string.Create(CultureInfo.InvariantCulture, $"{stem}-{i}");
        return id;
    }

    private static string Stem(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name.ToLowerInvariant())
        {
            var at = Cyrillic.IndexOf(c, StringComparison.Ordinal);
            if (at >= 0)
                text.Append(s_latin[at]);
            else if (char.IsAsciiLetterOrDigit(c))
                text.Append(c);
            else if (text.Length > 0 && text[^1] != '-')
                text.Append('-');
        }

        return text.ToString(0, Math.Min(text.Length, LongestStem)).Trim('-');
    }
}
