using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Reflection;
using System.Runtime.InteropServices;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Machine;

/// <summary>What the kernel tells of the machine: names, addresses, load, memory, disks.</summary>
internal sealed class MachineReader(SipRingHome home, SipRingSettings settings, TimeProvider time)
{
    private const int RecordedDays = 7;
    private static readonly TimeSpan s_recordingsEvery = TimeSpan.FromMinutes(1);
    private readonly Lock _lock = new();
    private (long Busy, long All) _ticks;
    private (DateTimeOffset At, long Bytes, int Days) _recorded;

    public static string SipRingVersion { get; } =
        typeof(MachineReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";

    public static HostFacts Host() => new(
        Dns.GetHostName(),
        [
            .. NetworkInterface.GetAllNetworkInterfaces().Where(i => i.OperationalStatus == OperationalStatus.Up)
                .SelectMany(i => i.GetIPProperties().UnicastAddresses, (i, a) => (i.Name, a.Address))
                .Where(a => !IPAddress.IsLoopback(a.Address) && !a.Address.IsIPv6LinkLocal)
                .Select(a => new AddressFact(a.Name, a.Address.ToString())).OrderBy(a => a.Interface, StringComparer.Ordinal).ThenBy(a => a.Address, StringComparer.Ordinal),
        ]);

    public IReadOnlyList<ListenFact> Listening()
    {
        var network = IPGlobalProperties.GetIPGlobalProperties();
        var (tcp, udp) = (network.GetActiveTcpListeners().ToHashSet(), network.GetActiveUdpListeners().ToHashSet());
        var own = settings.PbxMode == PbxMode.Own;
        List<ListenFact> all = [new("http", settings.Http.ToString(), tcp.Contains(settings.Http))];
        if (own)
        {
            all.Add(new("sip", $"{settings.Sip} udp", udp.Contains(settings.Sip)));
            all.Add(new("sip", $"{settings.Sip} tcp", tcp.Contains(settings.Sip)));
            // Ports for audio are opened call by call.
            all.Add(new("rtp", string.Create(CultureInfo.InvariantCulture, $"{settings.Sip.Address}:{settings.RtpFrom}-{settings.RtpTo} udp"), null));
            all.Add(new("ami", settings.Ami.ToString(), tcp.Contains(settings.Ami)));
        }

        all.Add(new("agi", own ? settings.Agi.ToString() : settings.Existing?.Agi ?? "", !own && settings.Existing is null ? null : tcp.Any(e => e.ToString() == (own ? settings.Agi.ToString() : settings.Existing!.Agi))));
        return all;
    }

    public static string System()
    {
        var release = File.Exists("/etc/os-release") ? File.ReadLines("/etc/os-release").FirstOrDefault(l => l.StartsWith("PRETTY_NAME=", StringComparison.Ordinal)) : null;
        return release?.Split('=', 2)[1].Trim('"') ?? RuntimeInformation.OSDescription;
    }

    public static string Kernel() => $"{Environment.OSVersion.VersionString} {RuntimeInformation.OSArchitecture}";

    public static long MachineSeconds() =>
        File.Exists("/proc/uptime") && double.TryParse(File.ReadAllText("/proc/uptime").Split(' ')[0], CultureInfo.InvariantCulture, out var seconds) ? (long)seconds : Environment.TickCount64 / 1000;

    public LoadFacts Load(int? asterisk)
    {
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ') : ["0", "0", "0"];
        var memory = Fields("/proc/meminfo");
        return new(
            Environment.ProcessorCount, Number(load[0]), Number(load[1]), Number(load[2]), Busy(),
            memory.GetValueOrDefault("MemTotal"), memory.GetValueOrDefault("MemAvailable"), memory.GetValueOrDefault("SwapTotal"), memory.GetValueOrDefault("SwapFree"),
            Environment.WorkingSet, asterisk is { } id ? Fields(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/status")) is { Count: > 0 } own ? own.GetValueOrDefault("VmRSS") : null : null);
    }

    public IReadOnlyList<DiskFact> Disks()
    {
        var recordings = Directory.Exists(home.Recordings) ? home.Recordings : home.Root;
        var disks = new List<DiskFact> { Disk("home", home.Root) };
        // Mostly one disk; a link or a mount below the home may be another one.
        var target = new DirectoryInfo(recordings).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? recordings;
        if (Disk("recordings", target) is var other && (other.TotalBytes, other.FreeBytes) != (disks[0].TotalBytes, disks[0].FreeBytes))
            disks.Add(other);
        return disks;
    }

    public RecordingFacts Recordings(IReadOnlyList<DiskFact> disks)
    {
        var (bytes, days) = Recorded();
        var aDay = days == 0 ? 0 : bytes / days;
        return new(bytes, aDay, aDay == 0 ? null : (int)Math.Min(disks[^1].FreeBytes / aDay, int.MaxValue));
    }

    private static DiskFact Disk(string what, string path)
    {
        var drive = new DriveInfo(path);
        return new(what, path, drive.TotalSize, drive.AvailableFreeSpace);
    }

    private (long Bytes, int Days) Recorded()
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (_recorded.At != default && now - _recorded.At < s_recordingsEvery)
                return (_recorded.Bytes, _recorded.Days);
        }

        var (bytes, days) = (0L, 0);
        for (var day = 0; day < RecordedDays; day++)
        {
            var folder = Path.Combine(home.Recordings, now.AddDays(-day).ToString("yyyy/MM/dd", CultureInfo.InvariantCulture));
            if (!Directory.Exists(folder))
                continue;
            var size = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Exists ? f.Length : 0);
            if (size > 0)
                (bytes, days) = (bytes + size, days + 1);
        }

        lock (_lock)
            _recorded = (now, bytes, days);
        return (bytes, days);
    }

    /// <summary>Time of all cores that was not idle since the look before; null at the first.</summary>
    private double? Busy()
    {
        if (!File.Exists("/proc/stat"))
            return null;
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        var (all, busy) = (ticks.Sum(), ticks.Sum() - ticks[3] - ticks[4]);
        lock (_lock)
        {
            var (before, now) = (_ticks, (Busy: busy, All: all));
            _ticks = now;
            return before.All == 0 || now.All <= before.All ? null : 100.0 * (now.Busy - before.Busy) / (now.All - before.All);
        }
    }

    private static Dictionary<string, long> Fields(string file)
    {
        var fields = new Dictionary<string, long>(StringComparer.Ordinal);
        if (!File.Exists(file))
            return fields;
        foreach (var line in File.ReadLines(file))
        {
            var parts = line.Split([':', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (parts is [var name, var value, "kB", ..] && long.TryParse(value, CultureInfo.InvariantCulture, out var kibibytes))
                fields[name] = kibibytes * 1024;
        }

        return fields;
    }

    private static double Number(string text) => double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
