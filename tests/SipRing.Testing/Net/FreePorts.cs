using System.Net;
using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace SipRing.Testing.Net;

/// <summary>
/// Ports of 127.0.0.1 for the servers that tests start; below 32768, where the kernel hands out none of its own. What was taken
/// is given back when its server has ended: a run starts more servers than there are ranges.
/// </summary>
public static class FreePorts
{
    private const int FirstSingle = 10000;
    private const int FirstOfRanges = 14000;
    private const int Last = 32700;

    private static readonly Lock s_gate = new();
    private static readonly HashSet<int> s_taken = [];

    /// <summary>Where the search goes on: a port that was given back rests before it is taken again.</summary>
    private static int s_nextSingle = RandomNumberGenerator.GetInt32(FirstSingle, FirstOfRanges);
    private static int s_nextRange = RandomNumberGenerator.GetInt32(FirstOfRanges, Last);

    /// <summary>One port, free for UDP and TCP at this moment.</summary>
    public static int Next() => Take(1, FirstSingle, FirstOfRanges, ref s_nextSingle);

    /// <summary>The first of that many in a row, all of them free for UDP and TCP at this moment; an even number.</summary>
    public static int Range(int count) => Take(count, FirstOfRanges, Last, ref s_nextRange);

    public static void GiveBack(int from, int count = 1)
    {
        lock (s_gate)
        {
            s_taken.ExceptWith(Enumerable.Range(from, count));
        }
    }

    public static IPEndPoint Loopback(int port) => new(IPAddress.Loopback, port);

    private static int Take(int count, int first, int last, ref int next)
    {
        var properties = IPGlobalProperties.GetIPGlobalProperties();
        var used = properties.GetActiveTcpListeners().Concat(properties.GetActiveUdpListeners()).Select(e => e.Port).ToHashSet();
        lock (s_gate)
        {
            var places = (last - first - count) / 2;
            var start = (next - first) / 2;
            for (var i = 0; i < places; i++)
            {
                var from = first + ((start + i) % places * 2);
                if (!Enumerable.Range(from, count).Any(port => used.Contains(port) || s_taken.Contains(port)))
                {
                    s_taken.UnionWith(Enumerable.Range(from, count));
                    next = from + count;
                    return from;
                }
            }
        }

        throw new InvalidOperationException($"There are no {count} free ports in a row between {first} and {last}: {s_taken.Count} are taken by servers that still run.");
    }
}
