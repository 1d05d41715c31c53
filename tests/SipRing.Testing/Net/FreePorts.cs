using System.Net;
using System.Net.Sockets;

namespace SipRing.Testing.Net;

/// <summary>Ports of 127.0.0.1 for a server that a test starts; below the range that outgoing connections take theirs from.</summary>
public static class FreePorts
{
    private const int First = 12000;
    private const int Last = 31000;

    private static readonly Lock s_lock = new();
    private static readonly HashSet<int> s_given = [];

    public static int Next()
    {
        lock (s_lock)
        {
            while (true)
            {
                var port = Random.Shared.Next(First, Last);
                if (s_given.Add(port) && IsFree(port))
                {
                    return port;
                }
            }
        }
    }

    /// <summary>The first of that many UDP ports in a row; Asterisk itself passes over the few that may be taken.</summary>
    public static int NextRange(int count)
    {
        lock (s_lock)
        {
            while (true)
            {
                var from = Random.Shared.Next(First / 2, (Last - count) / 2) * 2;
                var range = Enumerable.Range(from, count).ToList();
                if (!range.Exists(s_given.Contains))
                {
                    s_given.UnionWith(range);
                    return from;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var tcp = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            tcp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            udp.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
