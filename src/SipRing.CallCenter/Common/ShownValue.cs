namespace SipRing.CallCenter.Common;

/// <summary>What somebody typed, as a sentence shows it again: enough to recognise it, not a page of it.</summary>
public static class ShownValue
{
    private const int LongestWord = 120;
    private const int LongestText = 4000;

    public static string Of(string text)
    {
        if (text.Length <= LongestWord)
            return text;
        var words = string.Join(' ', text.Split(' ').Select(word => Cut(word, LongestWord)));
        return Cut(words, LongestText);
    }

    // Never between the halves of a character.
    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[(longest / 2) - 1]) ? (longest / 2) - 1 : longest / 2)] + "…";
}
