namespace SipRing.Server.Machine;

/// <summary>What this server is and how it does, at one moment. No secret is in it: it is made to be sent to whoever helps.</summary>
public sealed record ServerFacts
{
    public required DateTimeOffset At { get; init; }
    public required HostFacts Host { get; init; }
    public required IReadOnlyList<ListenFact> Listening { get; init; }
    public required VersionFacts Versions { get; init; }
    public required UptimeFacts Uptime { get; init; }
    public required LoadFacts Load { get; init; }
    public required IReadOnlyList<DiskFact> Disks { get; init; }
    public required RecordingFacts Recordings { get; init; }
    public required PagesFacts Pages { get; init; }
    public required ClockFacts Clock { get; init; }
    public required SshFacts Ssh { get; init; }
    public required AsteriskFacts Asterisk { get; init; }
}

public sealed record HostFacts(string Name, IReadOnlyList<AddressFact> Addresses);

/// <param name="Interface">The network card.</param>
public sealed record AddressFact(string Interface, string Address);

/// <param name="What">http, sip, rtp, ami or agi.</param>
/// <param name="Address">Where; of rtp a range of ports.</param>
/// <param name="Listens">Whether something listens there now; null where that cannot be told.</param>
public sealed record ListenFact(string What, string Address, bool? Listens);

/// <param name="Asterisk">Null where it cannot be asked.</param>
public sealed record VersionFacts(string SipRing, string DotNet, string System, string Kernel, string? Asterisk, string Database);

/// <param name="AsteriskSeconds">Null where Asterisk cannot be asked for it.</param>
public sealed record UptimeFacts(long MachineSeconds, long SipRingSeconds, long? AsteriskSeconds, int? Calls);

/// <param name="Load1">Mean number of tasks that ran or wanted to, of one minute.</param>
/// <param name="BusyPercent">Of all cores, since the look before.</param>
/// <param name="SipRingBytes">Memory of this process.</param>
public sealed record LoadFacts(
    int Cores, double Load1, double Load5, double Load15, double? BusyPercent, long MemoryBytes, long AvailableBytes, long SwapBytes, long SwapFreeBytes, long SipRingBytes, long? AsteriskBytes);

/// <param name="What">home or recordings.</param>
public sealed record DiskFact(string What, string Path, long TotalBytes, long FreeBytes);

/// <param name="LastDaysBytes">Of the last seven days.</param>
/// <param name="BytesADay">Mean of the days that had recordings.</param>
/// <param name="DaysLeft">Until the disk is full at this rate; null where nothing is recorded.</param>
public sealed record RecordingFacts(long LastDaysBytes, long BytesADay, int? DaysLeft);

/// <param name="Address">Where the pages are.</param>
/// <param name="IsEncrypted">Pages and API are told in the open otherwise.</param>
/// <param name="IsOpen">They can be reached from other machines.</param>
public sealed record PagesFacts(string Address, bool IsEncrypted, bool IsOpen);

/// <param name="AsteriskMs">How much Asterisk's clock is ahead; null where it cannot be asked.</param>
/// <param name="DatabaseMs">How much the database's is; null where it is on this machine's.</param>
/// <param name="IsSynchronised">Null where no time service says.</param>
/// <param name="Service">What said so.</param>
public sealed record ClockFacts(DateTimeOffset Now, string Zone, int? AsteriskMs, int? DatabaseMs, bool? IsSynchronised, string? Service);

/// <param name="Ports">Where an SSH server answers, with what it calls itself.</param>
/// <param name="Keys">Fingerprints of the machine's own keys, as <c>ssh-keygen -l</c> tells them.</param>
public sealed record SshFacts(IReadOnlyList<SshPort> Ports, IReadOnlyList<SshKey> Keys);

public sealed record SshPort(int Port, string Banner);

public sealed record SshKey(string Kind, string Fingerprint);

/// <param name="Problem">Why it cannot be asked; null where it can.</param>
/// <param name="ModulesProblem">Why its modules are not known.</param>
/// <param name="Missing">Modules that SipRing needs and that are not running.</param>
public sealed record AsteriskFacts(
    string? Problem, string? ModulesProblem, IReadOnlyList<ModuleFact> Modules, IReadOnlyList<string> Missing, IReadOnlyList<PhoneFact> Phones, IReadOnlyList<TrunkFact> Trunks)
{
    public static AsteriskFacts Away(string problem) => new(problem, problem, [], [], [], []);
}

public sealed record ModuleFact(string Name, string Description, int Uses, bool IsRunning, bool IsNeeded);

/// <param name="Latency">In milliseconds; null where it was not asked or did not answer.</param>
public sealed record PhoneFact(string Endpoint, string Address, string UserAgent, string Status, double? Latency);

public sealed record TrunkFact(string Name, string Server, string Status, int? SecondsLeft);
