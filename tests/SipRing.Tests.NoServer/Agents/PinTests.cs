using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Settings;
using Xunit;

namespace SipRing.Tests.NoServer.Agents;

public sealed class PinTests
{
    [Theory]
    [InlineData("123", "pin-form")]
    [InlineData("123456789", "pin-form")]
    [InlineData("12a4", "pin-form")]
    [InlineData("١٢٣٤", "pin-form")]
    [InlineData("", "pin-form")]
    [InlineData("0000", "pin-repeated")]
    [InlineData("1212", "pin-repeated")]
    [InlineData("123123", "pin-repeated")]
    [InlineData("1234", "pin-sequence")]
    [InlineData("9876", "pin-sequence")]
    [InlineData("7890", "pin-sequence")]
    [InlineData("2468", "pin-sequence")]
    [InlineData("2580", "pin-common")]
    public void Check_GuessedAtOnce_IsRefused(string pin, string id) => Assert.Equal(id, PinPolicy.Check(pin)?.Id);

    [Theory]
    [InlineData("7391")]
    [InlineData("00419")]
    [InlineData("83620571")]
    public void Check_Other_IsTaken(string pin) => Assert.Null(PinPolicy.Check(pin));

    [Fact]
    public void Make_ManyTimes_PassesThePolicyAndSeldomRepeats()
    {
        var made = Enumerable.Range(0, 500).Select(_ => PinPolicy.Make()).ToList();

        Assert.All(made, pin => Assert.Null(PinPolicy.Check(pin)));
        Assert.All(made, pin => Assert.Equal(6, pin.Length));
        Assert.InRange(made.Distinct().Count(), 490, 500);
    }

    [Fact]
    public void Hash_SamePin_IsTheSameWithOneKeyOnly()
    {
        var first = Directory.CreateTempSubdirectory("sipring-pin-");
        var second = Directory.CreateTempSubdirectory("sipring-pin-");
        var hasher = new PinHasher(new SipRingHome(first.FullName));
        var hash = hasher.Hash("7391");

        Assert.Equal(hash, new PinHasher(new SipRingHome(first.FullName)).Hash("7391"));
        Assert.NotEqual(hash, hasher.Hash("7392"));
        Assert.NotEqual(hash, new PinHasher(new SipRingHome(second.FullName)).Hash("7391"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(first.FullName, "keys", "pin.key")));
        first.Delete(recursive: true);
        second.Delete(recursive: true);
    }

    [Fact]
    public void Hash_KeyFileCutShort_SaysSo()
    {
        var folder = Directory.CreateTempSubdirectory("sipring-pin-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "keys"));
        File.WriteAllBytes(Path.Combine(folder.FullName, "keys", "pin.key"), [1, 2, 3]);

        var fault = Assert.Throws<InvalidDataException>(() => new PinHasher(new SipRingHome(folder.FullName)).Hash("7391"));

        Assert.Contains("pin.key", fault.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
