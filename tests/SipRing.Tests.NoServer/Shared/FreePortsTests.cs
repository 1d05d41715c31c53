using SipRing.Testing.Net;
using Xunit;

namespace SipRing.Tests.NoServer.Shared;

public sealed class FreePortsTests
{
    [Fact]
    public void Range_TakenTwice_AreApart()
    {
        var first = FreePorts.Range(100);
        var second = FreePorts.Range(100);

        Assert.True(Math.Abs(first - second) >= 100, $"{first} and {second}");
        FreePorts.GiveBack(first, 100);
        FreePorts.GiveBack(second, 100);
    }

    /// <summary>A run of the tests starts more servers than ranges of this size fit below 32768.</summary>
    [Fact]
    public void Range_MoreThanThereAreButGivenBack_IsFound()
    {
        for (var i = 0; i < 60; i++)
            FreePorts.GiveBack(FreePorts.Range(1000), 1000);
    }

    [Fact]
    public void Range_MoreThanThereIs_Throws() => Assert.Throws<InvalidOperationException>(() => FreePorts.Range(25000));
}
