namespace SipRing.CallCenter.Settings;

/// <summary>Which Asterisk this SipRing works with.</summary>
public enum PbxMode
{
    /// <summary>The one that SipRing provisions, starts and configures.</summary>
    Own,

    /// <summary>One that is managed elsewhere, such as a FreePBX: SipRing connects to it and installs nothing there.</summary>
    Existing,
}

/// <summary>Where the facts about queue calls of an existing PBX come from.</summary>
public enum FactsSource
{
    /// <summary>From manager events, while nothing better is set: what happens while nobody listens is missing.</summary>
    Events,

    /// <summary>The table <c>queuelog</c> of <c>asteriskcdrdb</c>.</summary>
    Table,

    /// <summary>The file queue_log, on this machine or a mount.</summary>
    File,

    /// <summary>The file queue_log over SFTP, with a key that may only read.</summary>
    Sftp,
}

/// <summary>How an existing PBX is reached. Secrets are sealed (<see cref="SecretBox"/>) and are opened where they are used.</summary>
public sealed record ExistingPbx
{
    public const string AmiPurpose = "connection.ami-secret";
    public const string ConfigurationPurpose = "connection.configuration-secret";
    public const string MySqlPurpose = "connection.mysql-password";
    public const string SftpPurpose = "connection.sftp-key";
    public const string DefaultAgi = "127.0.0.1:4573";

    public string AmiHost { get; init; } = "";
    public int AmiPort { get; init; } = 5038;

    /// <summary>The daily login: neither <c>system</c> nor <c>command</c>.</summary>
    public string AmiUser { get; init; } = "";
    public string AmiSecret { get; init; } = "";

    /// <summary>A second login that may read what the daily one may not; null where there is none.</summary>
    public string? ConfigurationUser { get; init; }
    public string? ConfigurationSecret { get; init; }

    /// <summary>The server of <c>asteriskcdrdb</c>; null where it is not used.</summary>
    public string? MySqlHost { get; init; }
    public int MySqlPort { get; init; } = 3306;
    public string MySqlUser { get; init; } = "";
    public string MySqlPassword { get; init; } = "";
    public string MySqlDatabase { get; init; } = "asteriskcdrdb";

    /// <summary>Make the database and its tables where they are missing.</summary>
    public bool CreateDatabase { get; init; }

    public FactsSource Facts { get; init; }

    /// <summary>Path of queue_log, for <see cref="FactsSource.File"/> and <see cref="FactsSource.Sftp"/>.</summary>
    public string LogFile { get; init; } = "/var/log/asterisk/queue_log";

    public string SftpHost { get; init; } = "";
    public int SftpPort { get; init; } = 22;
    public string SftpUser { get; init; } = "";

    /// <summary>The private key, sealed.</summary>
    public string SftpKey { get; init; } = "";

    /// <summary>The host's key as it was seen when the connection was tested: <c>SHA256:…</c>. Another one is refused.</summary>
    public string SftpHostKey { get; init; } = "";

    /// <summary>IANA zone of the PBX: its tables hold local times.</summary>
    public string TimeZone { get; init; } = TimeZoneInfo.Local.Id;

    /// <summary>What an operator dials before the queue's number.</summary>
    public string LoginCode { get; init; } = "*45";

    /// <summary>Where SipRing listens for the FastAGI calls of this PBX, ADDR:PORT.</summary>
    public string Agi { get; init; } = DefaultAgi;

    /// <summary>Addresses that the FastAGI server takes calls from, besides this machine; separated by commas.</summary>
    public string AgiFrom { get; init; } = "";
}
