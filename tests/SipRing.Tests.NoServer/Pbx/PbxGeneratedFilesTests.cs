using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Parts;
using SipRing.CallCenter.Queues;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx;

public sealed class PbxGeneratedFilesTests
{
    private const string Digest = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData(22, 10, "password_digest", "MD5:" + Digest)]
    [InlineData(22, 1, "md5_cred", Digest)]
    [InlineData(20, 12, "password_digest", "MD5:" + Digest)]
    [InlineData(18, 26, "md5_cred", Digest)]
    public void PhonesFile_VersionOfAsterisk_GetsTheKeyItKnows(int major, int minor, string key, string value)
    {
        var file = ConfigurationFile.Parse(new PhonesPart().Write(Phone("Anna"), Tree(major, minor)));

        Assert.Equal(value, file.Find("501").Single(s => s["type"] == "auth")[key]);
    }

    [Fact]
    public void PhonesFile_LongNameOfManyBytes_IsCutBetweenLetters()
    {
        var name = new string('Ж', PbxRules.LongestName);

        var file = ConfigurationFile.Parse(new PhonesPart().Write(Phone(name), Tree(22, 10)));

        Assert.Equal($"\"{new string('Ж', 39)}\" <501>", file.Find("501").First()["callerid"]);
    }

    [Fact]
    public void QueuesFile_Queue_HasAsterisksNames()
    {
        var queue = new CallQueue
        {
            Number = "450",
            Name = "not; in, this ${file}",
            Strategy = QueueStrategy.LeastRecent,
            RingSeconds = 11,
            RetrySeconds = 2,
            WrapUpSeconds = 3,
            MaxLength = 4,
            ServiceLevelSeconds = 6,
        };

        var section = ConfigurationFile.Parse(new QueuesPart().Write(Queue(queue), Tree(22, 10))).Sections.Single();

        Assert.Equal(
            ("450", "leastrecent", "11", "2", "3", "4", "6"),
            (section.Name, section["strategy"], section["timeout"], section["retry"], section["wrapuptime"], section["maxlen"], section["servicelevel"]));
        Assert.DoesNotContain(section.Lines, l => l.Text.Contains("${", StringComparison.Ordinal));
    }

    [Fact]
    public void NumbersFile_Always_HoldsNothingThatWasTyped()
    {
        var file = new NumbersPart().Write(Phone("${SHELL(id)}") with { Queues = Queue(new() { Number = "450", Name = "${SHELL(id)}", TimeoutSeconds = 61 }).Queues }, Tree(22, 10));

        Assert.DoesNotContain("SHELL", file, StringComparison.Ordinal);
        Assert.Contains("exten => 450,1,Gosub(sipring-queue,450,1(61))", file, StringComparison.Ordinal);
        Assert.Contains("exten => 501,hint,PJSIP/501", file, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersFile_QueueWithoutLongestWait_GivesAsteriskNone()
    {
        var file = new NumbersPart().Write(Queue(new() { Number = "450", Name = "Patience", TimeoutSeconds = 0 }), Tree(22, 10));

        Assert.Contains("exten => 450,1,Gosub(sipring-queue,450,1())", file, StringComparison.Ordinal);
    }

    [Fact]
    public void Digest_KnownValues_IsThatOfTheStandard()
    {
        // md5("501:sipring:secret"), by another program.
        Assert.Equal("1181d1d37e5f1ba1b83a9abd592293c8", PhoneSecret.Digest("501", "secret"));
    }

    [Fact]
    public void QueueStrategies_Names_AreThoseOfAsterisk()
    {
        Assert.Equal(["ringall", "leastrecent", "fewestcalls", "random", "rrmemory", "rrordered", "linear", "wrandom"], QueueStrategies.Names);
        Assert.All(QueueStrategies.Names, n => Assert.Equal(n, QueueStrategies.TryParse(n)!.Value.ToAsterisk()));
        Assert.Null(QueueStrategies.TryParse("RingAll"));
    }

    private static PbxConfiguration Phone(string name) =>
        new PbxConfiguration { Extensions = PbxItems<Extension>.None.With(new("501", name)) }.WithSecret(PbxKind.Extension, "501", Digest);

    private static PbxConfiguration Queue(CallQueue queue) => new() { Queues = PbxItems<CallQueue>.None.With(queue) };

    private static AsteriskTree Tree(int major, int minor) => new() { Command = [], Modules = "", Data = "", Sbin = "", Version = new(major, minor) };
}
