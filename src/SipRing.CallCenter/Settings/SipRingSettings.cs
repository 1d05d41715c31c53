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

    /// <summary>Where SipRing's FastAGI server listens for the own Asterisk.</summary>
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
}
