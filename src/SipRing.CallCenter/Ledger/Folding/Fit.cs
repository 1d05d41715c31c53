namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>Cuts what a log may hold at any length to what its column holds, without splitting a character.</summary>
internal static class Fit
{
    public static string Name(string text) => To(text, 120);

    public static string CallId(string text) => To(text, 80);

    public static string Path(string text) => To(text, 400);

    public static string Text(string text) => To(text, 1000);

    private static string To(string text, int limit)
    {
        if (text.Length <= limit)
            return text;
        return char.IsHighSurrogate(text[limit - 1]) ? text[..(limit - 1)] : text[..limit];
    }
}
