using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>Words of a person that go into the dialplan: letters, digits and harmless signs, so that Asterisk reads them as nothing else.</summary>
public static class DialplanText
{
    public const string Signs = "-_.:+/()&#№!? ";
    public const int Longest = 30;

    public static bool IsSafe(string text) => text.All(c => char.IsLetterOrDigit(c) || Signs.Contains(c, StringComparison.Ordinal));

    public static Refusal? Check(string text, string field) =>
        text.Length <= Longest && text.Trim().Length == text.Length && IsSafe(text)
            ? null
            : new("dialplan-text-invalid", $"At most {Longest} letters, digits and the signs {Signs.Trim()}, without blanks around.", field, RefusalKind.Invalid, Longest, Signs.Trim());

    /// <exception cref="ArgumentException">A rule before has a hole.</exception>
    internal static string Safe(string text) => IsSafe(text) ? text : throw new ArgumentException("The text holds signs that the dialplan would read.", nameof(text));
}
