using System.Text.RegularExpressions;
using Xunit;

namespace SipRing.Tests.NoServer.Resources;

/// <summary>Whatever a use case refuses, a person reads why in the language of the page: <c>error.ID</c> in both files.</summary>
public sealed partial class RefusalTextsTests
{
    private static readonly IReadOnlyList<RefusalSite> s_sites = RefusalSite.All();

    [Theory]
    [InlineData("TextsOf.resx", """return new Refusal("user-exists", $"There is a user {name} already.", "name", RefusalKind.Conflict, name);""", "user-exists", 1)]
    [InlineData("A.cs", """: new("pin-form", $"A PIN has {Least} to {Most} digits.", "pin", RefusalKind.Invalid, Least, Most);""", "pin-form", 2)]
    [InlineData("A.cs", """new("one-of", $"Use one of {string.Join(", ", Names)}.", null, RefusalKind.Invalid, string.Join(", ", Names), value!)""", "one-of", 2)]
    [InlineData("A.cs", """const string Wrong = "pin-wrong"; new Refusal(Wrong, "The PIN is wrong.", "pin")""", "pin-wrong", 0)]
    [InlineData("A.cs", """Refuse("password-short", $"At least {Minimum} characters.", Minimum)""", "password-short", 1)]
    public void Of_LineThatRefuses_FindsIdAndArguments(string file, string code, string id, int arguments) =>
        Assert.Equal(new(file, id, arguments), Assert.Single(RefusalSite.Of(file, code)));

    [Theory]
    [InlineData("""new("queue", queue)""")]
    [InlineData("""new("theme", texts["theme.light"], Urls.Theme("light", here))""")]
    public void Of_OtherLine_FindsNothing(string code) => Assert.Empty(RefusalSite.Of("A.cs", code));

    [Fact]
    public void All_OfTheSources_AreMany() => Assert.True(s_sites.Select(site => site.Id).Distinct().Count() > 40, "the pattern no longer finds the refusals");

    [Theory]
    [InlineData("Texts.resx")]
    [InlineData("Texts.ru.resx")]
    public void Texts_OfEveryRefusal_Exist(string file)
    {
        var texts = TextsTests.Texts(file);
        None(s_sites.Where(site => !texts.ContainsKey(Key(site))).Select(site => $"{site.File}: error.{site.Id} ({site.Arguments} arguments)"));
    }

    [Theory]
    [InlineData("Texts.resx")]
    [InlineData("Texts.ru.resx")]
    public void Texts_OfEveryRefusal_NameNoMoreThanItsArguments(string file)
    {
        var texts = TextsTests.Texts(file);
        None(s_sites.Where(site => texts.TryGetValue(Key(site), out var text) && Places(text) > site.Arguments)
            .Select(site => $"{site.File}: error.{site.Id} names {Places(texts[Key(site)])} of {site.Arguments} arguments"));
    }

    // All of them at once: whoever adds three refusals learns of all three.
    private static void None(IEnumerable<string> wrong)
    {
        var lines = wrong.Distinct().ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    private static string Key(RefusalSite site) => "error." + site.Id;

    private static int Places(string text) => Place().Matches(text).Select(match => match.Value[1] - '0' + 1).DefaultIfEmpty(0).Max();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
