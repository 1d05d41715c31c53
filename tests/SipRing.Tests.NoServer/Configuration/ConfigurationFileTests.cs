using FsCheck;
using FsCheck.Fluent;
using SipRing.Asterisk.Configuration;
using Xunit;

namespace SipRing.Tests.NoServer.Configuration;

public sealed class ConfigurationFileTests
{
    private const string Sample = """
        ; a comment
        #include other.conf

        [general]
        bindport = 5060 ; the usual one
        ;--
        [not-a-section]
        --;
        name => a\;b

        [phone](!)
        type=endpoint
        [501](phone,extra)
        auth = 501
        allow = alaw
        allow = ulaw

        """;

    [Fact]
    public void Parse_AnyFile_WritesBackWhatItRead()
    {
        Assert.Equal(Sample, ConfigurationFile.Parse(Sample).ToString());
    }

    [Fact]
    public void Parse_Sample_FindsSectionsTemplatesAndValues()
    {
        var file = ConfigurationFile.Parse(Sample);

        Assert.Equal(["general", "phone", "501"], file.Sections.Select(s => s.Name));
        Assert.Equal("5060", file.Find("general").Single()["bindport"]);
        Assert.Equal("a;b", file.Find("general").Single()["NAME"]);
        Assert.True(file.Find("phone").Single().IsTemplate);
        Assert.Equal(["phone", "extra"], file.Find("501").Single().Templates);
        Assert.Equal(["alaw", "ulaw"], file.Find("501").Single().Values("allow"));
        Assert.Null(file.Find("501").Single()["type"]);
    }

    [Fact]
    public void Set_KeyThatRepeats_LeavesOneInItsPlace()
    {
        var file = ConfigurationFile.Parse(Sample);
        var section = file.Find("501").Single();

        section.Set("allow", "g722");
        section.Set("new", "x");
        Assert.True(section.Remove("auth"));
        Assert.False(section.Remove("auth"));

        Assert.EndsWith("[501](phone,extra)\nallow = g722\nnew = x\n", file.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_Section_LeavesTheOthers()
    {
        var file = ConfigurationFile.Parse(Sample);

        Assert.True(file.Remove(file.Find("phone").Single()));

        Assert.Equal(["general", "501"], ConfigurationFile.Parse(file.ToString()).Sections.Select(s => s.Name));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\r")]
    [InlineData("a\0b")]
    [InlineData(" a")]
    [InlineData("a\t")]
    public void Add_ValueThatCannotBeReadBack_Throws(string value)
    {
        Assert.Throws<ArgumentException>(() => new ConfigurationFile().Add("section").Add("key", value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a]")]
    [InlineData("a\n[b")]
    [InlineData("#include")]
    [InlineData("ключ")]
    public void Add_NameThatIsNone_Throws(string name)
    {
        Assert.Throws<ArgumentException>(() => new ConfigurationFile().Add(name));
        Assert.Throws<ArgumentException>(() => new ConfigurationFile().Add("section").Add(name, "x"));
        Assert.Throws<ArgumentException>(() => new ConfigurationFile().Add("section", name));
    }

    [Fact]
    public void Add_LineLongerThanAsteriskReads_Throws()
    {
        var section = new ConfigurationFile().Add("section");

        section.Add("key", new('x', ConfigurationText.LongestLine - "key = ".Length));
        Assert.Throws<ArgumentException>(() => section.Add("key", new('x', ConfigurationText.LongestLine - "key = ".Length + 1)));
    }

    /// <summary>The law of the writer: what it takes, the reader gives back, and nothing else appears in the file.</summary>
    [Fact]
    public void Add_AnyValueItTakes_IsReadBackUnchanged()
    {
        var signs = Gen.Elements('a', 'я', ' ', ';', '\\', '"', '=', '>', '[', ']', '#', '$', '{', '}', ',', '-', '(', '!', ')', '<', '\n');
        Prop.ForAll(Arb.From(signs.ArrayOf()), letters =>
        {
            var value = new string(letters);
            var file = new ConfigurationFile();
            try
            {
                file.Add("section").Add("key", value).Add("after", "x");
            }
            catch (ArgumentException)
            {
                return value.Contains('\n', StringComparison.Ordinal) || value.Trim() != value;
            }

            var read = ConfigurationFile.Parse(file.ToString());
            return read.Sections.Count == 1 && read.Sections[0].Lines.Count == 2 && read.Sections[0]["key"] == value && read.Sections[0]["after"] == "x";
        }).QuickCheckThrowOnFailure();
    }
}
