using System.Net;
using System.Net.Sockets;
using SipRing.Phone.Messages;

namespace SipRing.Phone.Transactions;

/// <summary>One UDP port of one phone.</summary>
internal sealed class SipTransport : IDisposable
{
    private readonly Socket _socket;

    public SipTransport(IPAddress local, IPEndPoint server)
    {
        Server = server;
        _socket = new(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        _socket.Bind(new IPEndPoint(local, 0));
        Local = (IPEndPoint)_socket.LocalEndPoint!;
    }

    public IPEndPoint Local { get; }

    public IPEndPoint Server { get; }

    /// <summary>A datagram that cannot be sent is a lost datagram: the transaction above repeats it.</summary>
    public void Send(ReadOnlySpan<byte> datagram, IPEndPoint to)
    {
        try
        {
            _socket.SendTo(datagram, to);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    /// <summary>Reads until the port is closed.</summary>
    public async Task ReceiveAsync(Action<SipMessage, IPEndPoint> deliver)
    {
        var buffer = new byte[65536];
        var any = new IPEndPoint(Local.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        while (true)
        {
            try
            {
                var received = await _socket.ReceiveFromAsync(buffer, any).ConfigureAwait(false);
                if (SipParser.TryParse(buffer.AsSpan(0, received.ReceivedBytes), out var message))
                {
                    deliver(message, (IPEndPoint)received.RemoteEndPoint);
                }
            }
            catch (Exception exception) when (exception is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException)
            {
                // The server's port is closed for now (ICMP): nothing to read, the next datagram may come.
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
