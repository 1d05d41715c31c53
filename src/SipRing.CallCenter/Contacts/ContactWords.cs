using System.Globalization;
using System.Text;

namespace SipRing.CallCenter.Contacts;

/// <summary>How text is made alike before it is compared: by people who type it, and by databases that know only some alphabets.</summary>
public static class ContactWords
{
    private const int MostWords = 10;

    /// <summary>In lower case, ё as е, without quotes, with single blanks.</summary>
    public static string Fold(string text)
    {
        var folded = string.Create(text.Length, text, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.ToLowerInvariant(source[i]) switch { 'ё' => 'е', '"' or '«' or '»' or '“' or '”' or '„' or '\'' => ' ', var c when char.IsWhiteSpace(c) => ' ', var c => c };
        });
        return folded.Contains("  ", StringComparison.Ordinal) || folded.StartsWith(' ') || folded.EndsWith(' ')
            ? string.Join(' ', folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : folded;
    }

    /// <summary>Without accents too, as MariaDB compares: two texts that it takes for one are one.</summary>
    public static string Bare(string text) =>
        string.Concat(Fold(text).Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

    /// <summary>
    /// The words of a question, each of which is somewhere in the search text of a contact. What is written like a number is looked
    /// for by its digits, as a whole where there is nothing else: +7 (495) 123-45-67, 8495…, 495….
    /// </summary>
    public static IReadOnlyList<SearchWord> Of(string? text, NumberForms forms)
    {
        var typed = text?.Trim() ?? "";
        if (typed.Length == 0)
            return [];
        if (NumberForms.IsNumber(typed))
            return [WholeNumber(typed, forms)];
        return [.. Fold(typed).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => NumberForms.IsNumber(w) ? NumberForms.Digits(w) : w).Distinct(StringComparer.Ordinal).Take(MostWords).Select(w => new SearchWord(w))];
    }

    // A whole number that is dialled from another place (810 44…, 00 7…) is kept by the digits of its one form.
    private static SearchWord WholeNumber(string typed, NumberForms forms)
    {
        var digits = NumberForms.Digits(typed);
        return new(digits, forms.Normalize(typed) is ['+', ..] one && NumberForms.Digits(one) != digits ? NumberForms.Digits(one) : null);
    }
}

/// <param name="Text">In the search text, or</param>
/// <param name="Or">this one, where there is one.</param>
public sealed record SearchWord(string Text, string? Or = null);
