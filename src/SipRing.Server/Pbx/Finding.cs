using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;
using SipRing.Server.Resources;

namespace SipRing.Server.Pbx;

/// <summary>What a check of the doctor found.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="What">What there is, for a person.</param>
/// <param name="Remedy">Null where it is right; else how to mend it.</param>
public sealed record Finding(Said Check, Said What, Said? Remedy = null)
{
    public bool IsRight => Remedy is null;

    /// <summary>In English, for the command line.</summary>
    public string Name => Check.English;

    public string Found => What.English;

    public string? Mend => Remedy?.English;
}

/// <summary>A sentence of the resource files with what it names: said in the language of whoever reads it.</summary>
public sealed record Said(string Key, params object[] Arguments)
{
    private static readonly ResourceManager s_texts = new(typeof(Texts));

    /// <summary>A name, or words of another program, that are the same in every language.</summary>
    public static Said AsIs(string text) => new("doctor.as-is", text);

    /// <summary>For the command line, which has no localizer.</summary>
    public string English =>
        string.Format(CultureInfo.InvariantCulture, s_texts.GetString(Key, CultureInfo.InvariantCulture) ?? throw new InvalidOperationException($"There is no text {Key}."), Arguments);
}

public static class SaidTexts
{
    public static string Of(this IStringLocalizer<Texts> texts, Said said) => texts[said.Key, said.Arguments];
}
