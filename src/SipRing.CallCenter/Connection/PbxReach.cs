using System.Net;
using MySqlConnector;
using SipRing.Asterisk.Ami;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>Turns the settings of an existing PBX into what connects to it; the secrets are opened here and nowhere else.</summary>
public static class PbxReach
{
    /// <summary>What happens in queues and calls; the event class dialplan would be half of everything and is not asked for.</summary>
    private const string Events = "system,call,agent,user";

    /// <exception cref="SecretException">A secret cannot be opened.</exception>
    public static AmiOptions Ami(ExistingPbx pbx, SecretBox box) => new()
    {
        Host = pbx.AmiHost,
        Port = pbx.AmiPort,
        Username = pbx.AmiUser,
        Secret = box.Open(ExistingPbx.AmiPurpose, pbx.AmiSecret),
        EventMask = Events,
    };

    /// <summary>The second login, or null where there is none.</summary>
    /// <exception cref="SecretException">A secret cannot be opened.</exception>
    public static AmiOptions? Configuration(ExistingPbx pbx, SecretBox box) => pbx is { ConfigurationUser: { } user, ConfigurationSecret: { } secret }
        ? new() { Host = pbx.AmiHost, Port = pbx.AmiPort, Username = user, Secret = box.Open(ExistingPbx.ConfigurationPurpose, secret), EventMask = "off" }
        : null;

    /// <summary>Connection string of its database, or null where none is set.</summary>
    /// <param name="pbx">The settings.</param>
    /// <param name="box">Opens the password.</param>
    /// <param name="database">Another database of the same server; empty for none.</param>
    /// <exception cref="SecretException">The password cannot be opened.</exception>
    public static string? MySql(ExistingPbx pbx, SecretBox box, string? database = null) => pbx.MySqlHost is not { } host ? null : new MySqlConnectionStringBuilder
    {
        Server = host,
        Port = (uint)pbx.MySqlPort,
        UserID = pbx.MySqlUser,
        Password = box.Open(ExistingPbx.MySqlPurpose, pbx.MySqlPassword),
        Database = database ?? pbx.MySqlDatabase,
        CharacterSet = "utf8mb4",
        ConnectionTimeout = 5,
        DefaultCommandTimeout = 30,
        MaximumPoolSize = 8,
        ApplicationName = "SipRing",
    }.ToString();

    /// <summary>Server and database, by which its tables are known again.</summary>
    public static string MySqlName(ExistingPbx pbx) => FormattableString.Invariant($"{pbx.MySqlHost}:{pbx.MySqlPort}/{pbx.MySqlDatabase}");

    /// <exception cref="SecretException">The key cannot be opened.</exception>
    public static SftpLogin Sftp(ExistingPbx pbx, SecretBox box) =>
        new(pbx.SftpHost, pbx.SftpPort, pbx.SftpUser, box.Open(ExistingPbx.SftpPurpose, pbx.SftpKey), pbx.SftpHostKey);

    /// <summary>Who may ask the FastAGI server: this machine, and the addresses that were entered. FastAGI knows no login.</summary>
    public static IReadOnlyList<IPNetwork> AgiNetworks(ExistingPbx pbx) =>
        [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128"), .. AgiFrom(pbx.AgiFrom) ?? []];

    /// <summary>Addresses and networks separated by commas or blanks; null where one of them is none.</summary>
    public static IReadOnlyList<IPNetwork>? AgiFrom(string text)
    {
        var networks = new List<IPNetwork>();
        foreach (var part in text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPNetwork.TryParse(part, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(part, out var address))
                networks.Add(new(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128));
            else
                return null;
        }

        return networks;
    }
}
