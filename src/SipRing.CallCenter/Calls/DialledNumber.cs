using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Calls;

/// <summary>A number that a phone dials: digits, * and #, perhaps behind a plus. Nothing else gets to Asterisk.</summary>
public static class DialledNumber
{
    public const int Longest = 32;

    /// <summary>What stands between the digits of a number that was copied goes; anything else refuses it, instead of dialling a part.</summary>
    public static Result<string> Check(string? typed)
    {
        var text = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '-' or '.' or '/' or '–' or '‑')));
        var digits = text.StartsWith('+') ? text[1..] : text;
        return digits.Length is > 0 and <= Longest && digits.All(c => char.IsAsciiDigit(c) || c is '*' or '#')
            ? text
            : new Refusal("dial-number-invalid", $"A number to call has 1 to {Longest} digits, * and #, perhaps behind a +.", "number", RefusalKind.Invalid, Longest);
    }
}
