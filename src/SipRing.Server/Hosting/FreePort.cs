using System.Net;
using System.Net.Sockets;

namespace SipRing.Server.Hosting;

/// <summary>Looks whether an address can be listened on, before anything is started that would have to be ended again.</summary>
public static class FreePort
{
    // Below the range that Linux takes the ports of outgoing connections from.
    private const int SearchFrom = 20_000;
    private const int SearchTo = 32_000;
    private const int Attempts = 200;

    /// <summary>Null if the address can be listened on, else what the system says.</summary>
    public static SocketException? Problem(IPEndPoint endPoint)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // As Kestrel and Asterisk do it: a connection that lingers from the last run is no obstacle.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(endPoint);
            socket.Listen();
            return null;
        }
        catch (SocketException e)
        {
            return e;
        }
    }

    /// <summary>The wanted address, or the same address with a free port where that one is taken.</summary>
    public static IPEndPoint Near(IPEndPoint wanted)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var candidate = attempt == 0 ? wanted : new IPEndPoint(wanted.Address, Random.Shared.Next(SearchFrom, SearchTo));
            if (Problem(candidate) is null)
                return candidate;
        }

        return wanted;
    }
}
