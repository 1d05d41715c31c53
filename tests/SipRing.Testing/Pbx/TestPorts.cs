using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace SipRing.Testing.Pbx;

/// <summary>Blocks of free ports below 32768, where the kernel hands out none of its own; never the same block twice in a process.</summary>
public static class TestPorts
{
    public const int BlockSize = 100;
    private const int First = 12000;
    private const int Last = 32700;
    private static readonly Lock s_gate = new();
    private static readonly HashSet<int> s_given = [];

    /// <summary>The first port of a block: all of them are free for UDP and TCP at this moment.</summary>
    public static int Block()
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        var used = properties.GetActiveTcpListeners().Concat(properties.GetActiveUdpListeners()).Select(e => e.Port).ToHashSet();
        lock (s_gate)
        {
            for (var attempt = 0; attempt < 1000; attempt++)
            {
                var first = First + RandomNumberGenerator.GetInt32((Last - First) / BlockSize) * BlockSize;
                if (!s_given.Contains(first) && !Enumerable.Range(first, BlockSize).Any(used.Contains))
                {
                    s_given.Add(first);
                    return first;
                }
            }
        }

        throw new InvalidOperationException("There is no block of free ports left.");
    }

    public static IPEndPoint Loopback(int port) => new(IPAddress.Loopback, port);
}
