using System.Net;
using System.Text.RegularExpressions;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>What each value of a connection may be. Nothing that could end a line, a path or a section of a file passes.</summary>
internal static partial class ConnectionRules
{
    private const int LongestHost = 253;
    private const int LongestName = 80;
    private const int LongestSecret = 200;
    private const int LongestPath = 400;
    private const int LongestKey = 16 * 1024;

    /// <summary>The first value that is wrong, or null.</summary>
    public static Refusal? Check(ConnectionValues v, ExistingPbx? stored) =>
        AdministratorNumber(v.AdministratorNumber)
        ?? Host(v.AmiHost, "amiHost") ?? Port(v.AmiPort, "amiPort") ?? Name(v.AmiUser, "amiUser") ?? Secret(v.AmiSecret, stored?.AmiSecret, "amiSecret")
        ?? Configuration(v, stored) ?? MySql(v, stored) ?? Facts(v, stored)
        ?? (TimeZoneInfo.TryFindSystemTimeZoneById(v.TimeZone, out _)
            ? null
            : new Refusal("zone-unknown", $"The time zone '{v.TimeZone}' is not known; give a name such as Europe/Moscow.", "timeZone", RefusalKind.Invalid, v.TimeZone))
        ?? Agi(v);

    public static Refusal? AdministratorNumber(string? number) => string.IsNullOrEmpty(number) || Number().IsMatch(number)
        ? null
        : new("phone-number-invalid", "A phone number has up to 20 digits, with '+', '*' or '#' where needed.", "administratorNumber");

    private static Refusal? Configuration(ConnectionValues v, ExistingPbx? stored) => string.IsNullOrEmpty(v.ConfigurationUser)
        ? null
        : Name(v.ConfigurationUser, "configurationUser") ?? Secret(v.ConfigurationSecret, stored?.ConfigurationSecret, "configurationSecret");

    private static Refusal? MySql(ConnectionValues v, ExistingPbx? stored)
    {
        if (string.IsNullOrEmpty(v.MySqlHost))
        {
            return v.Facts == FactsSource.Table
                ? new("table-needs-mysql", "The table queuelog is read from the database: enter its server.", "mySqlHost")
                : null;
        }

        return Host(v.MySqlHost, "mySqlHost") ?? Port(v.MySqlPort, "mySqlPort") ?? Name(v.MySqlUser, "mySqlUser")
            ?? Secret(v.MySqlPassword, stored?.MySqlPassword, "mySqlPassword")
            ?? (DatabaseName().IsMatch(v.MySqlDatabase)
                ? null
                : new Refusal("database-name-invalid", "The name of a database has 1 to 64 letters, digits, '_', '$' or '-'.", "mySqlDatabase"));
    }

    private static Refusal? Facts(ConnectionValues v, ExistingPbx? stored) => v.Facts switch
    {
        FactsSource.File => Path(v.LogFile),
        FactsSource.Sftp => Path(v.LogFile) ?? Host(v.SftpHost, "sftpHost") ?? Port(v.SftpPort, "sftpPort") ?? Name(v.SftpUser, "sftpUser")
            ?? Key(v.SftpKey, stored?.SftpKey)
            ?? (v.SftpHostKey.Length == 0 || Fingerprint().IsMatch(v.SftpHostKey)
                ? null
                : new Refusal("host-key-invalid", "The fingerprint of a host's key is SHA256: and 43 characters, as ssh-keygen -lf shows it.", "sftpHostKey")),
        FactsSource.Events or FactsSource.Table => null,
    };

    private static Refusal? Agi(ConnectionValues v)
    {
        if (!LoginCode().IsMatch(v.LoginCode))
            return new("login-code-invalid", "A feature code is '*' and 2 to 4 digits, such as *45.", "loginCode");
        if (!IPEndPoint.TryParse(v.Agi, out var at) || at.Port == 0 || !v.Agi.Contains(':', StringComparison.Ordinal))
            return new("agi-address-invalid", "Write the address and port of this machine, such as 192.0.2.5:4573.", "agi");
        if (PbxReach.AgiFrom(v.AgiFrom) is not { } from)
            return new("agi-from-invalid", "Write addresses or networks such as 192.0.2.10 or 192.0.2.0/24, separated by commas.", "agiFrom");
        if (from.Any(n => n.PrefixLength < 8))
            return new("agi-from-wide", "That network is half the internet; FastAGI has no login, so name the PBX's own address.", "agiFrom");
        return !IPAddress.IsLoopback(at.Address) && from.Count == 0
            ? new("agi-from-missing", "FastAGI has no login: name the address of the PBX, the only one that may connect.", "agiFrom")
            : null;
    }

    private static Refusal? Host(string host, string field) => host.Length is > 0 and <= LongestHost && (HostName().IsMatch(host) || IPAddress.TryParse(host, out _))
        ? null
        : new("host-invalid", "Write the name or the address of a machine, such as pbx.example.org or 192.0.2.10.", field);

    private static Refusal? Port(int port, string field) => port is > 0 and <= 65535 ? null : new("port-invalid", "A port is a number from 1 to 65535.", field);

    private static Refusal? Name(string name, string field) => name.Length is > 0 and <= LongestName && Login().IsMatch(name)
        ? null
        : new("login-name-invalid", $"The name of a login has 1 to {LongestName} letters, digits, '.', '_', '-' or '@'.", field, RefusalKind.Invalid, LongestName);

    private static Refusal? Secret(string? secret, string? stored, string field)
    {
        if (string.IsNullOrEmpty(secret))
            return string.IsNullOrEmpty(stored) ? new("secret-missing", "Enter the secret.", field) : null;
        return secret.Length > LongestSecret || secret.Any(char.IsControl)
            ? new("login-secret-invalid", $"A secret has up to {LongestSecret} characters on one line.", field, RefusalKind.Invalid, LongestSecret)
            : null;
    }

    private static Refusal? Path(string path) =>
        path.Length is > 1 and <= LongestPath && path[0] == '/' && path[^1] != '/' && !path.Any(char.IsControl) && !path.Split('/').Any(p => p is "." or "..")
            ? null
            : new("log-path-invalid", $"Write the whole path of queue_log, such as /var/log/asterisk/queue_log, with at most {LongestPath} characters.", "logFile", RefusalKind.Invalid, LongestPath);

    private static Refusal? Key(string? key, string? stored)
    {
        if (string.IsNullOrWhiteSpace(key))
            return string.IsNullOrEmpty(stored) ? new("secret-missing", "Enter the secret.", "sftpKey") : null;
        return key.Length > LongestKey || !key.TrimStart().StartsWith("-----BEGIN ", StringComparison.Ordinal) || !IsReadable(key)
            ? new("ssh-key-invalid", "Paste a private key as ssh-keygen writes it, from -----BEGIN to END-----, without a passphrase.", "sftpKey")
            : null;
    }

    private static bool IsReadable(string key)
    {
        try
        {
            using var read = new Renci.SshNet.PrivateKeyFile(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(key)));
            return true;
        }
        catch (Exception e) when (e is Renci.SshNet.Common.SshException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\z")]
    private static partial Regex HostName();

    [GeneratedRegex(@"\A[A-Za-z0-9._@-]+\z")]
    private static partial Regex Login();

    [GeneratedRegex(@"\A[A-Za-z0-9_$-]{1,64}\z")]
    private static partial Regex DatabaseName();

    [GeneratedRegex(@"\A\*[0-9]{2,4}\z")]
    private static partial Regex LoginCode();

    [GeneratedRegex(@"\A\+?[0-9*#]{1,20}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"\ASHA256:[A-Za-z0-9+/]{43}\z")]
    private static partial Regex Fingerprint();
}
