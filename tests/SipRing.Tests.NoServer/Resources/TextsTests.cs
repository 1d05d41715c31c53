using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace SipRing.Tests.NoServer.Resources;

/// <summary>Every text of a page stands in both languages, and every text is used.</summary>
public sealed partial class TextsTests
{
    /// <summary>Texts of refusals are found by the id of the refusal.</summary>
    private const string ByRefusal = "error.";

    /// <summary>Texts of what a test of the connection found are found by its id; <see cref="ConnectionFindingTextsTests"/> looks for them.</summary>
    private const string ByFinding = "finding.";

    private static readonly string s_code = string.Join('\n', Sources.Files(".razor", ".cs").Select(File.ReadAllText));

    [Fact]
    public void Keys_OfBothLanguages_AreTheSame() => Assert.Equal(Texts("Texts.resx").Keys.Order(), Texts("Texts.ru.resx").Keys.Order());

    [Fact]
    public void Keys_UsedByPages_Exist()
    {
        var used = Use().Matches(s_code).Select(match => match.Groups["key"].Value).Distinct().ToList();
        Assert.True(used.Count > 50, "the pattern no longer finds the uses");
        Assert.Empty(used.Where(key => key is not (ByRefusal or ByFinding)).Except(Texts("Texts.resx").Keys));
    }

    [Fact]
    public void Keys_SaidByTheDoctor_Exist()
    {
        var said = Said().Matches(s_code).Select(match => match.Groups["key"].Value).Distinct().ToList();
        Assert.True(said.Count > 50, "the pattern no longer finds them");
        Assert.Empty(said.Except(Texts("Texts.resx").Keys));
    }

    [Fact]
    public void Keys_OfTheFile_AreUsed() =>
        Assert.Empty(Texts("Texts.resx").Keys.Where(IsUnused).ToList());

    [Fact]
    public void Texts_OfBothLanguages_TakeTheSameArguments()
    {
        var russian = Texts("Texts.ru.resx");
        Assert.All(Texts("Texts.resx"), pair => Assert.Equal(Arguments(pair.Value), Arguments(russian[pair.Key])));
    }

    [Fact]
    public void Texts_Russian_AreRussian()
    {
        var english = Texts("Texts.resx");
        Assert.Empty(Texts("Texts.ru.resx").Where(pair => pair.Value == english[pair.Key] && pair.Value.Any(char.IsAsciiLetter)).ToList());
    }

    private static bool IsUnused(string key) =>
        !key.StartsWith(ByRefusal, StringComparison.Ordinal) && !key.StartsWith(ByFinding, StringComparison.Ordinal) && !s_code.Contains($"\"{key}\"", StringComparison.Ordinal);

    internal static Dictionary<string, string> Texts(string file) =>
        XDocument.Load(Path.Combine(Sources.Server, "Resources", file)).Root!.Elements("data")
            .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    private static IEnumerable<string> Arguments(string text) => Argument().Matches(text).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex("""\bT\[(?:[\w.]+ \? )?"(?<key>[^"]+)"(?: : "(?<key>[^"]+)")?""")]
    private static partial Regex Use();

    [GeneratedRegex(@"new\(""(?<key>doctor\.[a-z.-]+)""")]
    private static partial Regex Said();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Argument();
}
