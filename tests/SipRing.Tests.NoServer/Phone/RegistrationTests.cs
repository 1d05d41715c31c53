using System.Net;
using System.Net.Sockets;
using System.Text;
using SipRing.Phone;
using SipRing.Phone.Messages;
using Xunit;

namespace SipRing.Tests.NoServer.Phone;

/// <summary>A phone against a registrar of a few lines: what it does when datagrams are lost or refused.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task RegisterAsync_FirstDatagramLost_RepeatsAndAnswersTheChallenge()
    {
        using var registrar = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var phone = new SipPhone(Options(registrar));

        var registering = phone.RegisterAsync(TestContext.Current.CancellationToken);
        var lost = await ReceiveAsync(registrar);
        var repeated = await ReceiveAsync(registrar);
        Assert.Equal(lost.Message.Branch, repeated.Message.Branch);
        Answer(registrar, repeated, 401, "WWW-Authenticate: Digest realm=\"asterisk\",nonce=\"n1\",algorithm=MD5,qop=\"auth\"\r\n");

        var second = await ReceiveAsync(registrar);
        Assert.Equal(lost.Message.CSeq.Number + 1, second.Message.CSeq.Number);
        Assert.Contains("username=\"501\"", second.Message.Headers["Authorization"], StringComparison.Ordinal);
        Answer(registrar, second, 200, "");

        await registering.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(phone.IsRegistered);
    }

    [Fact]
    public async Task RegisterAsync_Refused_ThrowsTheStatus()
    {
        using var registrar = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await using var phone = new SipPhone(Options(registrar));

        var registering = phone.RegisterAsync(TestContext.Current.CancellationToken);
        Answer(registrar, await ReceiveAsync(registrar), 403, "");

        Assert.Equal(403, (await Assert.ThrowsAsync<SipRefusedException>(() => registering)).Status);
        Assert.False(phone.IsRegistered);
    }

    private static PhoneOptions Options(UdpClient registrar) =>
        new() { Server = (IPEndPoint)registrar.Client.LocalEndPoint!, User = "501", Secret = "secret" };

    private static async Task<(SipRequest Message, IPEndPoint From)> ReceiveAsync(UdpClient registrar)
    {
        var datagram = await registrar.ReceiveAsync(TestContext.Current.CancellationToken).AsTask()
            .WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(SipParser.TryParse(datagram.Buffer, out var message));
        return (Assert.IsType<SipRequest>(message), datagram.RemoteEndPoint);
    }

    private static void Answer(UdpClient registrar, (SipRequest Message, IPEndPoint From) request, int status, string header)
    {
        var text = $"SIP/2.0 {status} X\r\nVia: {request.Message.Headers["Via"]}\r\nFrom: {request.Message.Headers["From"]}\r\n" +
            $"To: {request.Message.Headers["To"]};tag=r\r\nCall-ID: {request.Message.CallId}\r\nCSeq: {request.Message.Headers["CSeq"]}\r\n{header}Content-Length: 0\r\n\r\n";
        registrar.Send(Encoding.UTF8.GetBytes(text), request.From);
    }
}
