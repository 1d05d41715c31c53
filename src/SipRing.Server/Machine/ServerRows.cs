using System.Globalization;
using Microsoft.Extensions.Localization;
using SipRing.Server.Resources;
using SipRing.Server.Shared;

namespace SipRing.Server.Machine;

/// <param name="Mend">What to do; null where it is right.</param>
/// <param name="IsBad">It hurts already.</param>
public sealed record ServerRow(string Name, string Value, string? Mend = null, bool IsBad = false);

public sealed record ServerSection(string Title, IReadOnlyList<ServerRow> Rows);

/// <summary>The facts as rows of names and values: the page and the text for support are made of the same ones.</summary>
public sealed class ServerRows(IStringLocalizer<Texts> texts, CallCentreTime time)
{
    private const int ClockLimitMs = 2_000;
    private const int FewDays = 14;
    private const double FullPercent = 90;

    public IReadOnlyList<ServerSection> Of(ServerFacts facts) =>
    [
        new(texts["server.network"], [.. Network(facts)]),
        new(texts["server.versions"], [.. Versions(facts.Versions)]),
        new(texts["server.uptime"], [.. Uptime(facts)]),
        new(texts["server.load"], [.. Load(facts.Load)]),
        new(texts["server.disk"], [.. Disk(facts)]),
        new(texts["server.clock"], [.. Clock(facts.Clock)]),
        new(texts["server.ssh"], [.. Ssh(facts.Ssh)]),
    ];

    /// <summary>Bytes as people say them.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (value, unit) = ((double)bytes, 0);
        while (value >= 1024 && unit < units.Length - 1)
            (value, unit) = (value / 1024, unit + 1);
        return value.ToString(value < 10 && unit > 0 ? "0.0" : "0", CultureInfo.CurrentCulture) + "\u00a0" + units[unit];
    }

    private IEnumerable<ServerRow> Network(ServerFacts facts)
    {
        yield return new(texts["server.host"], facts.Host.Name);
        foreach (var address in facts.Host.Addresses)
            yield return new(texts["server.address", address.Interface], address.Address);
        foreach (var port in facts.Listening)
        {
            yield return port.Listens == false
                ? new(texts[Port(port.What)], port.Address, texts["server.deaf-mend"], IsBad: true)
                : new(texts[Port(port.What)], port.Address);
        }

        yield return facts.Pages is { IsEncrypted: false, IsOpen: true }
            ? new(texts["server.certificate"], texts["server.plain"], texts["server.plain-mend"])
            : new(texts["server.certificate"], texts["server.plain-local"]);
    }

    private IEnumerable<ServerRow> Versions(VersionFacts versions) =>
    [
        new("SipRing", versions.SipRing),
        new("Asterisk", versions.Asterisk ?? Formats.Dash),
        new(".NET", versions.DotNet),
        new(texts["server.database"], versions.Database),
        new(texts["server.system"], versions.System),
        new(texts["server.kernel"], versions.Kernel),
    ];

    private IEnumerable<ServerRow> Uptime(ServerFacts facts) =>
    [
        new(texts["server.machine"], Age(facts.Uptime.MachineSeconds)),
        new("SipRing", Age(facts.Uptime.SipRingSeconds)),
        facts.Asterisk.Problem is { } problem
            ? new("Asterisk", texts["server.away", problem], texts["server.away-mend"], IsBad: true)
            : new("Asterisk", facts.Uptime.AsteriskSeconds is { } seconds ? Age(seconds) : Formats.Dash),
        new(texts["server.calls"], facts.Uptime.Calls is { } calls ? Formats.Whole(calls) : Formats.Dash),
    ];

    private IEnumerable<ServerRow> Load(LoadFacts load)
    {
        var used = load.MemoryBytes == 0 ? 0 : 100.0 * (load.MemoryBytes - load.AvailableBytes) / load.MemoryBytes;
        var loads = string.Join(' ', new[] { load.Load1, load.Load5, load.Load15 }.Select(l => l.ToString("0.00", CultureInfo.CurrentCulture)));
        yield return load.Load15 > load.Cores
            ? new(texts["server.load-mean"], loads, texts["server.load-mend", load.Cores])
            : new(texts["server.load-mean"], loads);
        yield return new(texts["server.cpu", load.Cores], Formats.Percent(load.BusyPercent));
        var memory = texts["server.of", Size(load.MemoryBytes - load.AvailableBytes), Size(load.MemoryBytes), Formats.Percent(used)];
        yield return used > FullPercent ? new(texts["server.memory"], memory, texts["server.memory-mend"]) : new(texts["server.memory"], memory);
        yield return new(texts["server.swap"], load.SwapBytes == 0 ? texts["server.none"] : texts["server.of-two", Size(load.SwapBytes - load.SwapFreeBytes), Size(load.SwapBytes)]);
        yield return new(texts["server.memory-of", "SipRing"], Size(load.SipRingBytes));
        yield return new(texts["server.memory-of", "Asterisk"], load.AsteriskBytes is { } bytes ? Size(bytes) : Formats.Dash);
    }

    private IEnumerable<ServerRow> Disk(ServerFacts facts)
    {
        foreach (var disk in facts.Disks)
        {
            var used = 100.0 * (disk.TotalBytes - disk.FreeBytes) / Math.Max(disk.TotalBytes, 1);
            var text = texts["server.free", Size(disk.FreeBytes), Size(disk.TotalBytes), disk.Path];
            var name = texts[disk.What == "home" ? "server.disk-home" : "server.disk-recordings"];
            yield return used > FullPercent ? new(name, text, texts["server.disk-mend"], IsBad: used > 97) : new(name, text);
        }

        var recordings = facts.Recordings;
        yield return new(texts["server.recorded"], recordings.LastDaysBytes == 0 ? texts["server.none"] : texts["server.recorded-text", Size(recordings.LastDaysBytes), Size(recordings.BytesADay)]);
        if (recordings.DaysLeft is { } days)
        {
            yield return days < FewDays
                ? new(texts["server.days-left"], texts["server.days", Formats.Whole(days)], texts["server.disk-mend"], IsBad: days < 2)
                : new(texts["server.days-left"], texts["server.days", Formats.Whole(days)]);
        }
    }

    private IEnumerable<ServerRow> Clock(ClockFacts clock)
    {
        yield return new(texts["server.now"], $"{time.DateAndTime(clock.Now)} {clock.Zone}");
        yield return Ahead("Asterisk", clock.AsteriskMs, Formats.Dash);
        yield return Ahead(texts["server.database"], clock.DatabaseMs, texts["server.same-machine"]);
        yield return clock.IsSynchronised switch
        {
            true => new(texts["server.synchronised"], texts["server.synchronised-by", clock.Service!]),
            false => new(texts["server.synchronised"], texts["server.not-synchronised", clock.Service!], texts["server.clock-mend"]),
            null => new(texts["server.synchronised"], texts["server.synchronised-unknown"]),
        };
    }

    private ServerRow Ahead(string name, int? ms, string unknown)
    {
        var label = texts["server.ahead", name];
        if (ms is not { } apart)
            return new(label, unknown);
        var text = texts["server.ms", apart.ToString("+0;−0;0", CultureInfo.CurrentCulture)];
        return Math.Abs(apart) > ClockLimitMs ? new(label, text, texts["server.clock-mend"]) : new(label, text);
    }

    private IEnumerable<ServerRow> Ssh(SshFacts ssh)
    {
        if (ssh.Ports.Count == 0)
            yield return new(texts["server.ssh-server"], texts["server.ssh-none"]);
        foreach (var port in ssh.Ports)
            yield return new(texts["server.ssh-port", port.Port], port.Banner);
        foreach (var key in ssh.Keys)
            yield return new(key.Kind, key.Fingerprint);
    }

    private string Age(long seconds)
    {
        var age = TimeSpan.FromSeconds(seconds);
        return age.TotalDays >= 1 ? texts["server.age-days", (int)age.TotalDays, $"{age.Hours}:{age.Minutes:00}"] : Formats.Duration(seconds);
    }

    private static string Port(string what) => what switch
    {
        "http" => "server.port-http",
        "sip" => "server.port-sip",
        "rtp" => "server.port-rtp",
        "ami" => "server.port-ami",
        _ => "server.port-agi",
    };
}
