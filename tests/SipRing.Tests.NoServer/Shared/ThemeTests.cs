using System.Globalization;
using System.Text.RegularExpressions;
using SipRing.Tests.NoServer.Resources;
using Xunit;

namespace SipRing.Tests.NoServer.Shared;

/// <summary>Words can be read on what they stand on, in both themes: 4.5 to 1, as WCAG asks for small text.</summary>
public sealed partial class ThemeTests
{
    public static TheoryData<string, string> Pairs => new()
    {
        { "text", "bg" }, { "text-2", "surface" }, { "text-2", "bg" }, { "text-2", "accent-soft" }, { "text-3", "surface" }, { "text-3", "bg" },
        { "text-3", "surface-2" }, { "text-3", "accent-soft" }, { "accent", "surface" }, { "accent", "accent-soft" }, { "on-accent", "accent" },
        { "free", "free-soft" }, { "ring", "ring-soft" }, { "talk", "talk-soft" }, { "wrap", "wrap-soft" }, { "pause", "pause-soft" }, { "bad", "bad-soft" },
        { "free", "surface" }, { "ring", "surface" }, { "bad", "surface" }, { "ring", "accent-soft" }, { "bad", "accent-soft" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Contrast_OfWords_IsEnoughInBothThemes(string words, string ground)
    {
        var tokens = Tokens();
        foreach (var theme in new[] { 0, 1 })
        {
            var (a, b) = (Luminance(tokens[words][theme]), Luminance(tokens[ground][theme]));
            Assert.True((Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05) >= 4.5, $"--{words} on --{ground}, theme {theme}");
        }
    }

    private static Dictionary<string, string[]> Tokens() =>
        Token().Matches(File.ReadAllText(Path.Combine(Sources.Server, "wwwroot", "app.css")))
            .ToDictionary(match => match.Groups[1].Value, match => new[] { match.Groups[2].Value, match.Groups[3].Value }, StringComparer.Ordinal);

    private static double Luminance(string hex)
    {
        double Part(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Part(0) + 0.7152 * Part(2) + 0.0722 * Part(4);
    }

    [GeneratedRegex(@"--([a-z0-9-]+): light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)")]
    private static partial Regex Token();
}
