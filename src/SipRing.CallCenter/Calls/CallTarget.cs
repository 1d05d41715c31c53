using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Calls;

/// <summary>A number that a call is sent to: an extension, a queue, or whatever else the dialplan knows.</summary>
public static class CallTarget
{
    public const int Longest = 20;

    /// <summary>
    /// Digits, perhaps behind a plus; blanks, brackets and dashes of a number that was copied are dropped. Feature codes are not taken:
    /// a caller from outside must not be sent to *45.
    /// </summary>
    public static Result<string> Check(string? typed)
    {
        var number = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '-')));
        var digits = number.StartsWith('+') ? number[1..] : number;
        return digits.Length is > 0 and <= Longest && digits.All(char.IsAsciiDigit)
            ? number
            : new Refusal("target-invalid", $"A number to transfer to has 1 to {Longest} digits, perhaps behind a +.", "to", RefusalKind.Invalid, Longest);
    }
}
