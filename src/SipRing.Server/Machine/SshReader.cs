using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace SipRing.Server.Machine;

/// <summary>Whether an SSH server answers on this machine, and the fingerprints by which its administrator knows it.</summary>
internal sealed class SshReader(string folder = "/etc/ssh")
{
    private const int UsualPort = 22;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    public async Task<SshFacts> ReadAsync(CancellationToken cancellationToken)
    {
        var ports = new List<SshPort>();
        foreach (var end in Listening())
        {
            if (await BannerAsync(end, cancellationToken) is { } banner)
                ports.Add(new(end.Port, banner));
        }

        return new(ports, Keys());
    }

    /// <summary>The blob of a public key, as <c>ssh-keygen -l</c> names it.</summary>
    internal static SshKey? Key(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var blob = new byte[line.Length];
        if (parts.Length < 2 || !Convert.TryFromBase64String(parts[1], blob, out var length))
            return null;
        return new(parts[0], "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob.AsSpan(0, length))).TrimEnd('='));
    }

    private List<IPEndPoint> Listening()
    {
        var wanted = new HashSet<int> { UsualPort };
        var config = Path.Combine(folder, "sshd_config");
        try
        {
            foreach (var line in File.Exists(config) ? File.ReadLines(config) : [])
            {
                if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var word, var value, ..]
                    && word.Equals("Port", StringComparison.OrdinalIgnoreCase) && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                    wanted.Add(port);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            // Then its usual port is asked alone.
        }

        return [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(e => wanted.Contains(e.Port)).GroupBy(e => e.Port).Select(g => Reached(g.First()))];
    }

    private static IPEndPoint Reached(IPEndPoint end) => end.Address.Equals(IPAddress.Any) ? new(IPAddress.Loopback, end.Port)
        : end.Address.Equals(IPAddress.IPv6Any) ? new(IPAddress.IPv6Loopback, end.Port) : end;

    private static async Task<string?> BannerAsync(IPEndPoint end, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            using var client = new TcpClient(end.AddressFamily);
            await client.ConnectAsync(end, limit.Token);
            var bytes = new byte[255];
            var length = await client.GetStream().ReadAsync(bytes, limit.Token);
            var banner = Encoding.ASCII.GetString(bytes, 0, length).Split('\n')[0].Trim();
            return banner.StartsWith("SSH-", StringComparison.Ordinal) ? banner : null;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private List<SshKey> Keys()
    {
        try
        {
            return Directory.Exists(folder)
                ? [.. Directory.EnumerateFiles(folder, "ssh_host_*_key.pub").Order(StringComparer.Ordinal).Select(f => Key(File.ReadAllText(f))).OfType<SshKey>()]
                : [];
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return [];
        }
    }
}
