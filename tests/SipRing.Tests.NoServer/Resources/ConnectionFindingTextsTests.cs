using System.Text.RegularExpressions;
using Xunit;

namespace SipRing.Tests.NoServer.Resources;

/// <summary>Whatever the test of a connection finds, a person reads it in the language of the page, and nothing stands there that is never found.</summary>
public sealed partial class ConnectionFindingTextsTests
{
    [Theory]
    [InlineData("Texts.resx")]
    [InlineData("Texts.ru.resx")]
    public void Texts_OfEveryFinding_ExistAndAreUsed(string file)
    {
        var found = Sources.Code().Where(f => f.Contains("/Connection/", StringComparison.Ordinal))
            .SelectMany(f => Finding().Matches(File.ReadAllText(f))).Select(m => "finding." + m.Groups["id"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.True(found.Count > 25, "the pattern no longer finds the findings");

        Assert.Equal(found.Order(), TextsTests.Texts(file).Keys.Where(k => k.StartsWith("finding.", StringComparison.Ordinal)).Order());
    }

    [GeneratedRegex("""ConnectionStep\.\w+, \w+, "(?<id>[a-z-]+)",""")]
    private static partial Regex Finding();
}
