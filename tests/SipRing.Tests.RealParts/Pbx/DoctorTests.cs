using SipRing.CallCenter.Settings;
using SipRing.Server.Pbx;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

public sealed class DoctorTests
{
    [Fact]
    public async Task ExamineAsync_OnlyAsteriskRuns_SaysSoAndNothingWrongOfAsterisk()
    {
        await using var pbx = await OwnAsteriskFixture.StartAsync(["501"], []);

        var findings = await ExamineAsync(pbx.Home, pbx.Settings);

        Assert.All(findings["Manager login"], f => Assert.True(f.IsRight, f.Found));
        Assert.Contains("takes Asterisk over", Assert.Single(findings["Asterisk runs"]).Mend, StringComparison.Ordinal);
        Assert.Contains("./run --home " + pbx.Home.Root, Assert.Single(findings["SipRing"]).Mend, StringComparison.Ordinal);
        Assert.False(Assert.Single(findings["FastAGI"]).IsRight);
        Assert.All((string[])["Clock", "Home folder", "Disk", "Sounds", "queue_log", "Recordings"], name => Assert.True(Assert.Single(findings[name]).IsRight));
    }

    [Fact]
    public async Task ExamineAsync_NothingStartedAndPortTaken_NamesThePort()
    {
        using var home = new TestHome();
        using var other = new System.Net.Sockets.UdpClient(home.Settings.Sip);
        Directory.CreateDirectory(home.Home.Keys);
        File.SetUnixFileMode(home.Home.Keys, (UnixFileMode)0b111_101_101);

        var findings = await ExamineAsync(home.Home, home.Settings);

        Assert.Contains("--sip", Assert.Single(findings["Asterisk runs"]).Mend, StringComparison.Ordinal);
        Assert.Contains("chmod 700", Assert.Single(findings["Home folder"]).Mend, StringComparison.Ordinal);
        Assert.Contains("./run", Assert.Single(findings["Database"]).Mend, StringComparison.Ordinal);
    }

    private static async Task<ILookup<string, Finding>> ExamineAsync(SipRingHome home, SipRingSettings settings)
    {
        var findings = new List<Finding>();
        await foreach (var finding in DoctorCommand.ExamineAsync(home, settings, TimeProvider.System, CancellationToken.None))
            findings.Add(finding);
        return findings.ToLookup(f => f.Name);
    }
}
