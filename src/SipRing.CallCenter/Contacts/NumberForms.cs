using System.Globalization;
using System.Text;
using PhoneNumbers;

namespace SipRing.CallCenter.Contacts;

/// <summary>
/// One form for one number: E.164 where it is a number of the public network, its digits where it is one of the PBX. Whatever
/// form people and trunks use, the same subscriber gives the same text.
/// </summary>
public sealed class NumberForms(string region)
{
    /// <summary>Up to so many digits it is a number of the PBX, whatever a national plan may do with short ones.</summary>
    public const int LongestInternal = 6;
    private const int LongestTyped = 40;
    private const int LongestDialled = 32;
    private static readonly PhoneNumberUtil s_util = PhoneNumberUtil.GetInstance();

    public string Region { get; } = region;

    public static bool IsRegion(string region) => s_util.GetSupportedRegions().Contains(region);

    /// <summary>
    /// The one form of this number, or null where it is none: letters in it, no digit, or more digits than numbers have. A number
    /// that no national plan knows is kept as its digits: it may well ring.
    /// </summary>
    public string? Normalize(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length is 0 or > LongestTyped || !text.All(IsOfNumber))
            return null;
        var digits = Digits(text);
        if (digits.Length is 0 or > 20)
            return null;
        if (digits.Length <= LongestInternal && !text.StartsWith('+'))
            return Dialled(text);
        try
        {
            var number = s_util.Parse(text.StartsWith('+') ? "+" + digits : digits, Region);
            if (s_util.IsValidNumber(number))
                return s_util.Format(number, PhoneNumberFormat.E164);
            // Sent without its plus, as many trunks do: 4930…, 375….
            var international = s_util.Parse("+" + digits, null);
            if (!text.StartsWith('+') && s_util.IsValidNumber(international))
                return s_util.Format(international, PhoneNumberFormat.E164);
        }
        catch (NumberParseException)
        {
            // No plan knows it.
        }

        return text.StartsWith('+') ? "+" + digits : Dialled(text);
    }

    /// <summary>Every run of digits by which a person may look for this number: as E.164 has it, as it is dialled in its country, as it was typed.</summary>
    public string SearchDigits(string normalized, string typed)
    {
        var forms = new List<string> { Digits(normalized), Digits(typed) };
        try
        {
            if (normalized.StartsWith('+') && s_util.Parse(normalized, Region) is { } number)
                forms.Add(Digits(s_util.FormatOutOfCountryCallingNumber(number, s_util.GetRegionCodeForNumber(number) ?? Region)));
        }
        catch (NumberParseException)
        {
            // Then the first two are all there is.
        }

        return string.Join(' ', forms.Distinct(StringComparer.Ordinal));
    }

    /// <summary>Whether a number in its one form belongs to the country of this call centre.</summary>
    public bool IsNational(string normalized) =>
        normalized.StartsWith('+') && normalized.StartsWith(string.Create(CultureInfo.InvariantCulture, $"+{s_util.GetCountryCodeForRegion(Region)}"), StringComparison.Ordinal);

    /// <summary>
    /// The digits that every form of this number has in common, to look for it in logs: without its country or trunk prefix
    /// where it is a whole number. Null where the text has no digit.
    /// </summary>
    public string? Core(string? text)
    {
        var digits = Digits(text ?? "");
        if (digits.Length <= LongestInternal || Normalize(text) is not { } one || one[0] != '+')
            return digits.Length == 0 ? null : digits;
        try
        {
            return s_util.GetNationalSignificantNumber(s_util.Parse(one, Region));
        }
        catch (NumberParseException)
        {
            return digits;
        }
    }

    /// <summary>
    /// What a phone of this PBX dials: digits, * and #, and a leading plus. Nothing else of what was typed gets there.
    /// </summary>
    public static string Dialled(string number)
    {
        var text = new StringBuilder(number.Length);
        foreach (var c in number)
        {
            if (char.IsAsciiDigit(c) || c is '*' or '#' || (c == '+' && text.Length == 0))
                text.Append(c);
        }

        return text.Length > LongestDialled ? "" : text.ToString();
    }

    /// <summary>Written as numbers are: digits, and only what stands between them.</summary>
    public static bool IsNumber(string text) => text.Any(char.IsAsciiDigit) && text.All(IsOfNumber);

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static bool IsOfNumber(char c) => char.IsAsciiDigit(c) || c is ' ' or '\u00a0' or '+' or '-' or '(' or ')' or '.' or '/' or '*' or '#' or '‑' or '–';
}
