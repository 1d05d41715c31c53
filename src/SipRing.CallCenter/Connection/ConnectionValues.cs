using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>The way to an existing PBX as a person enters it. A secret that is left out stays as it is stored.</summary>
public sealed record ConnectionValues
{
    public string? AdministratorNumber { get; init; }
    public string AmiHost { get; init; } = "";
    public int AmiPort { get; init; } = 5038;
    public string AmiUser { get; init; } = "";
    public string? AmiSecret { get; init; }
    public string? ConfigurationUser { get; init; }
    public string? ConfigurationSecret { get; init; }
    public string? MySqlHost { get; init; }
    public int MySqlPort { get; init; } = 3306;
    public string MySqlUser { get; init; } = "";
    public string? MySqlPassword { get; init; }
    public string MySqlDatabase { get; init; } = "asteriskcdrdb";
    public bool CreateDatabase { get; init; }
    public FactsSource Facts { get; init; }
    public string LogFile { get; init; } = "/var/log/asterisk/queue_log";
    public string SftpHost { get; init; } = "";
    public int SftpPort { get; init; } = 22;
    public string SftpUser { get; init; } = "";
    public string? SftpKey { get; init; }
    public string SftpHostKey { get; init; } = "";
    public string TimeZone { get; init; } = TimeZoneInfo.Local.Id;
    public string LoginCode { get; init; } = "*45";

    /// <summary>Where SipRing listens for the PBX's FastAGI calls, ADDR:PORT.</summary>
    public string Agi { get; init; } = ExistingPbx.DefaultAgi;
    public string AgiFrom { get; init; } = "";

    /// <summary>What is stored, without its secrets.</summary>
    public static ConnectionValues Of(SipRingSettings settings)
    {
        var stored = settings.Existing ?? new ExistingPbx { TimeZone = settings.TimeZone };
        return new()
        {
            AdministratorNumber = settings.AdministratorNumber,
            AmiHost = stored.AmiHost,
            AmiPort = stored.AmiPort,
            AmiUser = stored.AmiUser,
            ConfigurationUser = stored.ConfigurationUser,
            MySqlHost = stored.MySqlHost,
            MySqlPort = stored.MySqlPort,
            MySqlUser = stored.MySqlUser,
            MySqlDatabase = stored.MySqlDatabase,
            CreateDatabase = stored.CreateDatabase,
            Facts = stored.Facts,
            LogFile = stored.LogFile,
            SftpHost = stored.SftpHost,
            SftpPort = stored.SftpPort,
            SftpUser = stored.SftpUser,
            SftpHostKey = stored.SftpHostKey,
            TimeZone = stored.TimeZone,
            LoginCode = stored.LoginCode,
            Agi = stored.Agi,
            AgiFrom = stored.AgiFrom,
        };
    }
}
