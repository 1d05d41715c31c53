using System.Net;
using System.Net.Sockets;
using SipRing.Asterisk.Agi;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agi;

public sealed class AgiServerTests
{
    public static TheoryData<string> BadEnvironments =>
    [
        "no name here\n\n",
        "agi_x: " + new string('x', 9000) + "\n\n",
        string.Concat(Enumerable.Range(0, 300).Select(i => $"agi_{i}: x\n")) + "\n",
        new string('x', 9000),
    ];

    [Theory]
    [MemberData(nameof(BadEnvironments))]
    public async Task Accept_EnvironmentAgainstTheProtocol_IsClosedAndTheNextIsServed(string environment)
    {
        await using var agi = new AgiTesting((_, _) => Task.CompletedTask);
        using var bad = await FakeAgiPeer.ConnectAsync(agi.Server.EndPoint);
        await bad.SendAsync(environment);
        Assert.Null(await bad.CommandAsync());

        using var good = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await agi.Done;
    }

    [Fact]
    public async Task Accept_EnvironmentDoesNotCome_IsClosedInTime()
    {
        await using var agi = new AgiTesting((_, _) => Task.CompletedTask, new() { EnvironmentTimeout = TimeSpan.FromMilliseconds(50) });
        using var peer = await FakeAgiPeer.ConnectAsync(agi.Server.EndPoint);
        Assert.Null(await peer.CommandAsync());
    }

    [Fact]
    public async Task Accept_UnknownScript_IsClosed()
    {
        await using var agi = new AgiTesting((_, _) => Task.CompletedTask);
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "another");
        Assert.Null(await peer.CommandAsync());
    }

    [Fact]
    public async Task Accept_PeerNotAllowed_IsClosed()
    {
        await using var agi = new AgiTesting((_, _) => Task.CompletedTask, new() { AllowedNetworks = [IPNetwork.Parse("192.0.2.0/24")] });
        using var peer = await FakeAgiPeer.ConnectAsync(agi.Server.EndPoint);
        Assert.Null(await peer.CommandAsync());
    }

    [Fact]
    public async Task Accept_MoreThanTheLimit_IsClosedWhileTheOthersGoOn()
    {
        await using var agi = new AgiTesting((s, ct) => s.AnswerAsync(ct), new() { MaxSessions = 1 });
        using var first = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        Assert.Equal("ANSWER", await first.CommandAsync());

        using var second = await FakeAgiPeer.ConnectAsync(agi.Server.EndPoint);
        Assert.Null(await second.CommandAsync());
        await first.SendAsync("200 result=0\n");
        await agi.Done;
    }

    [Fact]
    public async Task Handler_Throws_TheServerGoesOn()
    {
        var calls = 0;
        await using var agi = new AgiTesting((_, _) => ++calls == 1 ? throw new InvalidOperationException("broken") : Task.CompletedTask);
        using var first = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        Assert.Null(await first.CommandAsync());
        using var second = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        Assert.Null(await second.CommandAsync());
        Assert.Equal(2, calls);
    }

    [Fact]
    public async Task Dispose_HandlerUnderWay_IsAskedToEnd()
    {
        var agi = new AgiTesting((s, ct) => s.GetDataAsync("pin", TimeSpan.FromSeconds(60), 10, ct));
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await peer.CommandAsync();
        await agi.DisposeAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => agi.Done);
        Assert.Null(await peer.CommandAsync());
    }

    [Fact]
    public async Task Dispose_HandlerDoesNotListen_ItsConnectionIsClosed()
    {
        var agi = new AgiTesting(
            (s, _) => s.GetDataAsync("pin", TimeSpan.FromSeconds(60), 10, CancellationToken.None),
            new() { StopTimeout = TimeSpan.FromMilliseconds(50) });
        using var peer = await FakeAgiPeer.CallAsync(agi.Server.EndPoint, "test");
        await peer.CommandAsync();
        await agi.DisposeAsync();
        await Assert.ThrowsAsync<AgiHangupException>(() => agi.Done);
    }

    [Fact]
    public async Task Start_PortTaken_Throws()
    {
        await using var agi = new AgiTesting((_, _) => Task.CompletedTask);
        await using var other = new AgiServer(new() { EndPoint = agi.Server.EndPoint }, new Dictionary<string, IAgiHandler>());
        Assert.Throws<SocketException>(other.Start);
    }
}
