using System.Net;

namespace SipRing.CallCenter.Settings;

/// <summary>What the settings file and the command line say; the command line wins. Validated at start.</summary>
public sealed record SipRingSettings
{
    /// <summary>Where the pages and the API listen.</summary>
    public IPEndPoint Http { get; init; } = new(IPAddress.Loopback, 8080);

    /// <summary>Where the own Asterisk takes SIP over UDP and TCP.</summary>
    public IPEndPoint Sip { get; init; } = new(IPAddress.Loopback, 5060);

    /// <summary>Where the own Asterisk's manager interface listens; keep it on a loopback address.</summary>
    public IPEndPoint Ami { get; init; } = new(IPAddress.Loopback, 5038);

    /// <summary>Where SipRing's FastAGI server listens for Asterisk.</summary>
    public IPEndPoint Agi { get; init; } = new(IPAddress.Loopback, 4573);

    /// <summary>UDP ports for audio, both included.</summary>
    public int RtpFrom { get; init; } = 10000;

    public int RtpTo { get; init; } = 19999;

    /// <summary>A MySqlConnector connection string, or null for SQLite in the home folder.</summary>
    public string? MariaDb { get; init; }

    /// <summary>IANA name of the call centre's time zone: its days and hours are those of the reports.</summary>
    public string TimeZone { get; init; } = TimeZoneInfo.Local.Id;

    /// <summary>The language of the voice that operators and callers hear: <c>ru</c> or <c>en</c>.</summary>
    public string Voice { get; init; } = "ru";

    /// <summary>The country whose way of writing phone numbers holds where a number does not say its own: ISO 3166, two letters.</summary>
    public string Region { get; init; } = "RU";

    /// <summary>The name of the PBX on every fact that comes from it.</summary>
    public string Pbx { get; init; } = "main";

    /// <summary>Which Asterisk this SipRing works with.</summary>
    public PbxMode PbxMode { get; init; }

    /// <summary>How the existing PBX is reached; kept also while the own one is used, so that one can go back to it.</summary>
    public ExistingPbx? Existing { get; init; }

    /// <summary>The phone that an administrator listens and talks at; null where none was given.</summary>
    public string? AdministratorNumber { get; init; }

    /// <summary>Somebody has chosen a PBX: the first page is not shown any more.</summary>
    public bool SetUp { get; init; }
}
