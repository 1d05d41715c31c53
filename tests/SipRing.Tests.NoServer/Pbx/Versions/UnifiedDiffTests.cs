using SipRing.CallCenter.Pbx.Versions;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Versions;

public sealed class UnifiedDiffTests
{
    [Fact]
    public void Of_EqualTexts_IsEmpty() => Assert.Empty(UnifiedDiff.Of("a\nb\n", "a\nb\n"));

    [Fact]
    public void Of_OneChangedLine_ShowsItBetweenThreeLinesOfContext()
    {
        var hunk = Assert.Single(UnifiedDiff.Of(Text(1, 20), Text(1, 20).Replace("line 10\n", "other\n", StringComparison.Ordinal)));

        Assert.Equal((7, 7), (hunk.OldStart, hunk.NewStart));
        Assert.Equal([" line 7", " line 8", " line 9", "-line 10", "+other", " line 11", " line 12", " line 13"], hunk.Lines.Select(Show));
    }

    [Fact]
    public void Of_TwoDistantChanges_AreTwoHunksWithTheirPlaces()
    {
        var hunks = UnifiedDiff.Of(Text(1, 40), Text(1, 40).Replace("line 5\n", "", StringComparison.Ordinal).Replace("line 30\n", "line 30\nmore\n", StringComparison.Ordinal));

        Assert.Equal([(2, 2), (28, 27)], hunks.Select(h => (h.OldStart, h.NewStart)));
        Assert.Equal(["-line 5", "+more"], hunks.SelectMany(h => h.Lines).Where(l => l.Kind != DiffLineKind.Same).Select(Show));
    }

    [Fact]
    public void Of_SectionInTheMiddle_LeavesTheOthersAlone()
    {
        static string Section(int n) => $"[{n}](phone)\nauth = {n}\n[{n}]\ntype = auth\nrealm = sipring\n[{n}](phone-aor)\n";
        var before = string.Concat(Enumerable.Range(500, 300).Select(Section));

        var hunk = Assert.Single(UnifiedDiff.Of(before, before.Replace(Section(600), "", StringComparison.Ordinal)));

        Assert.Equal(6, hunk.Lines.Count(l => l.Kind == DiffLineKind.Removed));
        Assert.DoesNotContain(hunk.Lines, l => l.Kind == DiffLineKind.Added);
    }

    [Fact]
    public void Of_AnyTexts_AppliedToTheOldOneGivesTheNewOne()
    {
        var random = new Random(20);
        for (var run = 0; run < 500; run++)
        {
            var before = Enumerable.Range(0, random.Next(40)).Select(_ => $"{random.Next(25)}").ToList();
            var after = before.Where(_ => random.Next(4) > 0).SelectMany(l => random.Next(5) == 0 ? [l, $"{random.Next(25)}"] : (string[])[l]).ToList();

            Assert.Equal(after, Applied(before, UnifiedDiff.Of(Joined(before), Joined(after))));
        }
    }

    [Theory]
    [InlineData("password_digest = MD5:0123", "password_digest = ••••••")]
    [InlineData("md5_cred = 0123", "md5_cred = ••••••")]
    [InlineData("password=secret;1", "password=••••••")]
    [InlineData("callerid = \"secret = 1\" <501>", "callerid = \"secret = 1\" <501>")]
    public void Apply_LineOfAFile_HidesOnlySecrets(string line, string shown) => Assert.Equal(shown, SecretMask.Apply(line));

    private static string Text(int from, int count) => string.Concat(Enumerable.Range(from, count).Select(n => $"line {n}\n"));

    private static string Joined(IEnumerable<string> lines) => string.Concat(lines.Select(l => l + "\n"));

    private static List<string> Applied(List<string> before, IReadOnlyList<DiffHunk> hunks)
    {
        var (result, at) = (new List<string>(), 0);
        foreach (var hunk in hunks)
        {
            result.AddRange(before[at..(hunk.OldStart - 1)]);
            Assert.Equal(hunk.NewStart - 1, result.Count);
            result.AddRange(hunk.Lines.Where(l => l.Kind != DiffLineKind.Removed).Select(l => l.Text));
            var old = hunk.Lines.Where(l => l.Kind != DiffLineKind.Added).Select(l => l.Text).ToList();
            Assert.Equal(old, before.Skip(hunk.OldStart - 1).Take(old.Count));
            at = hunk.OldStart - 1 + old.Count;
        }

        result.AddRange(before[at..]);
        return result;
    }

    private static string Show(DiffLine line) => line.Kind switch { DiffLineKind.Same => " ", DiffLineKind.Added => "+", DiffLineKind.Removed => "-" } + line.Text;
}
