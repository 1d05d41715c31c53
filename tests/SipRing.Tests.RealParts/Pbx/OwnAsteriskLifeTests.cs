using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

public sealed class OwnAsteriskLifeTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    [Fact]
    public async Task StartAsync_WhileItsAsteriskRuns_TakesItOver()
    {
        using var home = new TestHome();
        var first = Create(home);
        await first.StartAsync(new Progress<string>(), CancellationToken.None);
        var id = first.Status.ProcessId;
        // As a SipRing that was killed: it ends nothing.
        await first.DisposeAsync();

        var second = Create(home);
        await second.StartAsync(new Progress<string>(), CancellationToken.None);

        Assert.Equal(id, second.Status.ProcessId);
        await second.StopAsync(CancellationToken.None);
        await second.DisposeAsync();
        Assert.False(File.Exists($"/proc/{id}"), "the Asterisk that was taken over has been ended");
    }

    [Fact]
    public async Task StartAsync_WithOtherPortsWhileItsAsteriskRuns_StartsItAnew()
    {
        using var home = new TestHome();
        var first = Create(home);
        await first.StartAsync(new Progress<string>(), CancellationToken.None);
        var id = first.Status.ProcessId;
        await first.DisposeAsync();

        var moved = home.Settings with { Sip = new(IPAddress.Loopback, home.Settings.Sip.Port + 5) };
        var second = Create(home, moved);
        await second.StartAsync(new Progress<string>(), CancellationToken.None);

        Assert.NotEqual(id, second.Status.ProcessId);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(moved.Sip);
        await second.KillAsync();
    }

    [Fact]
    public async Task Supervision_AsteriskKilled_IsUpAgainWithinSeconds()
    {
        using var home = new TestHome();
        var asterisk = Create(home);
        var states = new List<OwnAsteriskState>();
        asterisk.StatusChanged += s => states.Add(s.State);
        await asterisk.StartAsync(new Progress<string>(), CancellationToken.None);
        var id = asterisk.Status.ProcessId!.Value;

        using (var process = Process.GetProcessById(id))
            process.Kill();

        await Until.TrueAsync("another Asterisk runs", s_limit, () => asterisk.Status.State == OwnAsteriskState.Running && asterisk.Status.ProcessId != id);
        Assert.Equal([OwnAsteriskState.Starting, OwnAsteriskState.Running, OwnAsteriskState.Down, OwnAsteriskState.Starting, OwnAsteriskState.Running], states);
        await asterisk.KillAsync();
    }

    [Fact]
    public async Task Supervision_AdoptedAsteriskKilled_IsUpAgainWithinSeconds()
    {
        using var home = new TestHome();
        var first = Create(home);
        await first.StartAsync(new Progress<string>(), CancellationToken.None);
        await first.DisposeAsync();
        var second = Create(home);
        await second.StartAsync(new Progress<string>(), CancellationToken.None);
        var id = second.Status.ProcessId!.Value;

        using (var process = Process.GetProcessById(id))
            process.Kill();

        await Until.TrueAsync("another Asterisk runs", s_limit, () => second.Status.State == OwnAsteriskState.Running && second.Status.ProcessId != id);
        await second.KillAsync();
    }

    [Fact]
    public async Task StartAsync_TwoHomes_LiveSideBySide()
    {
        await using var one = await OwnAsteriskFixture.StartAsync(["501"], []);
        await using var two = await OwnAsteriskFixture.StartAsync(["601"], []);

        Assert.Contains("501", await one.ConsoleAsync("pjsip show endpoints"), StringComparison.Ordinal);
        var other = await two.ConsoleAsync("pjsip show endpoints");
        Assert.Contains("601", other, StringComparison.Ordinal);
        Assert.DoesNotContain("501", other, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_SipPortTaken_OneSentenceThatNamesTheOption()
    {
        using var home = new TestHome();
        using var other = new UdpClient(home.Settings.Sip);
        var asterisk = Create(home);

        var refused = await Assert.ThrowsAsync<PbxStartException>(() => asterisk.StartAsync(new Progress<string>(), CancellationToken.None));

        Assert.Contains(home.Settings.Sip.ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Contains("--sip", refused.Message, StringComparison.Ordinal);
        Assert.Equal(OwnAsteriskState.Stopped, asterisk.Status.State);
        await asterisk.DisposeAsync();
    }

    [Theory]
    [InlineData("a home", "' '")]
    [InlineData("home,x", "','")]
    [InlineData("a-path-that-is-much-too-long-for-the-control-socket-of-asterisk-which-takes-one-hundred-and-seven-bytes", "too long")]
    public async Task StartAsync_PathThatAsteriskCannotTake_OneSentence(string folder, string said)
    {
        using var home = new TestHome();
        var asterisk = new OwnAsterisk(new SipRingHome(Path.Combine(home.Home.Root, folder)), home.Settings, new(), TimeProvider.System, NullLogger<OwnAsterisk>.Instance);

        var refused = await Assert.ThrowsAsync<PbxStartException>(() => asterisk.StartAsync(new Progress<string>(), CancellationToken.None));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.Contains("--home", refused.Message, StringComparison.Ordinal);
        await asterisk.DisposeAsync();
    }

    [Fact]
    public async Task StartAsync_Always_KeepsSecretsFromOthers()
    {
        using var home = new TestHome();
        var asterisk = Create(home);
        await asterisk.StartAsync(new Progress<string>(), CancellationToken.None);

        var folders = new PbxFolders(home.Home);
        Assert.Equal(PbxFile.Private, File.GetUnixFileMode(Path.Combine(folders.Configuration, "manager.conf")));
        Assert.Equal(PbxFile.Private, File.GetUnixFileMode(folders.Secrets));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folders.Root));
        Assert.DoesNotContain(asterisk.DailyLogin.Secret, asterisk.DailyLogin.ToString(), StringComparison.Ordinal);
        await asterisk.KillAsync();
    }

    [Fact]
    public async Task StartAsync_RecordingLeftOpenByACrash_IsMendedAndFinished()
    {
        using var home = new TestHome();
        var folders = new PbxFolders(home.Home);
        folders.Create();
        var day = Path.Combine("2026", "11", "23");
        Directory.CreateDirectory(Path.Combine(folders.OpenRecordings, day));
        // Asterisk writes the sizes when it closes the file; here it never did.
        var torn = WavFile.Create(8000, new short[8000]);
        torn.AsSpan(4, 4).Clear();
        torn.AsSpan(40, 4).Clear();
        await File.WriteAllBytesAsync(Path.Combine(folders.OpenRecordings, day, "q-450-1-x.wav"), torn);
        await File.WriteAllBytesAsync(Path.Combine(folders.OpenRecordings, day, "q-450-2-x.wav"), WavFile.Create(8000, []));

        var asterisk = Create(home);
        await asterisk.StartAsync(new Progress<string>(), CancellationToken.None);

        Assert.Equal(WavFile.Create(8000, new short[8000]), await File.ReadAllBytesAsync(Path.Combine(folders.Recordings, day, "q-450-1-x.wav")));
        Assert.Empty(Directory.EnumerateFiles(folders.OpenRecordings, "*", SearchOption.AllDirectories));
        await asterisk.KillAsync();
    }

    private static OwnAsterisk Create(TestHome home, SipRingSettings? settings = null) =>
        new(home.Home, settings ?? home.Settings, new(), TimeProvider.System, NullLogger<OwnAsterisk>.Instance);
}
