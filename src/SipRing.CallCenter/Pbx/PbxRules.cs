using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>What numbers, names, secrets and ranges of extensions and queues may be.</summary>
public static class PbxRules
{
    public const int ShortestNumber = 2;
    public const int LongestNumber = 8;
    public const int LongestName = 60;
    public const int LongestId = 30;

    /// <summary>Phones that come from another PBX bring the secret they have; a new one should be long.</summary>
    public const int ShortestSecret = 4;
    public const int LongestSecret = 64;

    public static Refusal? CheckNumber(string number) =>
        IsNumber(number)
            ? null
            : new("number-invalid", $"A number has {ShortestNumber} to {LongestNumber} digits.", "number", RefusalKind.Invalid, ShortestNumber, LongestNumber);

    public static bool IsNumber(string number) =>
        number.Length is >= ShortestNumber and <= LongestNumber && number.All(char.IsAsciiDigit);

    /// <summary>1 to 30 of a-z, 0-9 and '-', a letter or digit first: the id of what has no number, a trunk, a menu, a sound.</summary>
    public static bool IsId(string id) =>
        id.Length is >= 1 and <= LongestId && id[0] != '-' && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static Refusal? CheckId(string id) =>
        IsId(id) ? null : new("id-invalid", $"An id has 1 to {LongestId} of a-z, 0-9 and '-', a letter or digit first.", "id", RefusalKind.Invalid, LongestId);

    /// <summary>The last gate before the dialplan: numbers and ids hold nothing that Asterisk would read.</summary>
    /// <exception cref="ArgumentException">It is neither; a rule before has a hole.</exception>
    internal static string Safe(string numberOrId) =>
        IsId(numberOrId) ? numberOrId : throw new ArgumentException($"'{numberOrId}' is neither a number nor an id.", nameof(numberOrId));

    public static Refusal? CheckName(string name) =>
        name.Length is >= 1 and <= LongestName && !name.Any(char.IsControl) && name.Trim().Length == name.Length && IsWellFormed(name)
            ? null
            : new("name-invalid", $"A name has 1 to {LongestName} characters, without line breaks and without blanks around it.", "name", RefusalKind.Invalid, LongestName);

    public static Refusal? CheckSecret(string secret) =>
        secret.Length is >= ShortestSecret and <= LongestSecret && secret.All(c => c is >= '!' and <= '~')
            ? null
            : new("secret-invalid", $"A phone's secret has {ShortestSecret} to {LongestSecret} printable ASCII characters without blanks.", "secret", RefusalKind.Invalid, ShortestSecret, LongestSecret);

    public static Refusal? CheckRange(string field, int value, int least, int greatest) =>
        value >= least && value <= greatest
            ? null
            : new("out-of-range", $"{field} is {value}; it must be {least} to {greatest}.", field, RefusalKind.Invalid, field, value, least, greatest);

    // Half a surrogate pair has no UTF-8: neither the database nor Asterisk could keep it.
    private static bool IsWellFormed(string name) => !name.EnumerateRunes().Any(r => r == System.Text.Rune.ReplacementChar);
}
