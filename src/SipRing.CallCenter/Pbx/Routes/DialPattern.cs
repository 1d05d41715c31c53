using System.Text;
using System.Text.RegularExpressions;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>
/// A number or a pattern of numbers in Asterisk's notation: X is 0-9, Z 1-9, N 2-9, [15-7] one of these, a dot at the end one
/// or more of anything, an exclamation mark at the end any number of them. It holds digits, + * and # only, so nothing that
/// the dialplan would read.
/// </summary>
public sealed class DialPattern
{
    public const int Longest = 40;
    private readonly Regex _regex;

    private DialPattern(string text, string expression)
    {
        Text = text;
        Expression = expression;
        _regex = new(expression, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    /// <summary>As it is stored: upper case, without the underscore that begins a pattern in Asterisk's own files.</summary>
    public string Text { get; }

    /// <summary>The same as a POSIX regular expression, which .NET reads alike. It has no braces, quotes, commas or blanks.</summary>
    public string Expression { get; }

    /// <summary>True where it stands for one number only.</summary>
    public bool IsNumber => Text.All(c => char.IsAsciiDigit(c) || c is '+' or '*' or '#');

    public bool Matches(string number) => _regex.IsMatch(number);

    /// <summary>Null where the text is none. Blanks, brackets and dashes between digits are how people write numbers, and go.</summary>
    public static DialPattern? TryParse(string text)
    {
        var clean = Clean(text);
        if (clean.Length is 0 or > Longest)
            return null;
        var expression = new StringBuilder("^");
        for (var i = 0; i < clean.Length; i++)
        {
            var isLast = i == clean.Length - 1;
            switch (clean[i])
            {
                case 'X': expression.Append("[0-9]"); break;
                case 'Z': expression.Append("[1-9]"); break;
                case 'N': expression.Append("[2-9]"); break;
                case '.' when isLast && i > 0: expression.Append(".+"); break;
                case '!' when isLast && i > 0: expression.Append(".*"); break;
                case '+' or '*': expression.Append('[').Append(clean[i]).Append(']'); break;
                case '#': expression.Append('#'); break;
                case >= '0' and <= '9': expression.Append(clean[i]); break;
                case '[' when clean.IndexOf(']', i) is var end and > 0 && IsSet(clean[(i + 1)..end]):
                    expression.Append(clean.AsSpan(i, end - i + 1));
                    i = end;
                    break;
                default: return null;
            }
        }

        return new(clean, expression.Append('$').ToString());
    }

    // A Cyrillic Х looks like the Latin one and is typed for it.
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        var inSet = false;
        foreach (var c in text.Trim().TrimStart('_'))
        {
            inSet = c == '[' || (inSet && c != ']');
            if (c is ' ' or '(' or ')' or '\u00A0' || (c == '-' && !inSet))
                continue;
            clean.Append(c is '\u0425' or '\u0445' ? 'X' : char.ToUpperInvariant(c));
        }

        return clean.ToString();
    }

    // Digits and ranges of digits, rising.
    private static bool IsSet(string inside) =>
        inside.Length > 0 && char.IsAsciiDigit(inside[0]) && char.IsAsciiDigit(inside[^1])
        && inside.Index().All(c => char.IsAsciiDigit(c.Item)
            || (c.Item == '-' && char.IsAsciiDigit(inside[c.Index - 1]) && char.IsAsciiDigit(inside[c.Index + 1]) && inside[c.Index - 1] < inside[c.Index + 1]));
}
