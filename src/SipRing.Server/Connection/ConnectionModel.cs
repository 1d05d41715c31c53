using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Connection;

/// <summary>The form as it is being filled in: <see cref="ConnectionValues"/> with fields that can change.</summary>
public sealed class ConnectionModel
{
    public string AdministratorNumber { get; set; } = "";
    public string AmiHost { get; set; } = "";
    public int? AmiPort { get; set; }
    public string AmiUser { get; set; } = "";
    public string AmiSecret { get; set; } = "";
    public string ConfigurationUser { get; set; } = "";
    public string ConfigurationSecret { get; set; } = "";
    public string MySqlHost { get; set; } = "";
    public int? MySqlPort { get; set; }
    public string MySqlUser { get; set; } = "";
    public string MySqlPassword { get; set; } = "";
    public string MySqlDatabase { get; set; } = "";
    public bool CreateDatabase { get; set; }
    public FactsSource Facts { get; set; }
    public string LogFile { get; set; } = "";
    public string SftpHost { get; set; } = "";
    public int? SftpPort { get; set; }
    public string SftpUser { get; set; } = "";
    public string SftpKey { get; set; } = "";
    public string SftpHostKey { get; set; } = "";
    public string TimeZone { get; set; } = "";
    public string LoginCode { get; set; } = "";
    public string Agi { get; set; } = "";
    public string AgiFrom { get; set; } = "";

    public static ConnectionModel Of(ConnectionValues v) => new()
    {
        AdministratorNumber = v.AdministratorNumber ?? "",
        AmiHost = v.AmiHost,
        AmiPort = v.AmiPort,
        AmiUser = v.AmiUser,
        ConfigurationUser = v.ConfigurationUser ?? "",
        MySqlHost = v.MySqlHost ?? "",
        MySqlPort = v.MySqlPort,
        MySqlUser = v.MySqlUser,
        MySqlDatabase = v.MySqlDatabase,
        CreateDatabase = v.CreateDatabase,
        Facts = v.Facts,
        LogFile = v.LogFile,
        SftpHost = v.SftpHost,
        SftpPort = v.SftpPort,
        SftpUser = v.SftpUser,
        SftpHostKey = v.SftpHostKey,
        TimeZone = v.TimeZone,
        LoginCode = v.LoginCode,
        Agi = v.Agi,
        AgiFrom = v.AgiFrom,
    };

    // A port that was emptied is refused as 0, with the sentence of its field.
    public ConnectionValues ToValues() => new()
    {
        AdministratorNumber = AdministratorNumber.Trim(),
        AmiHost = AmiHost.Trim(),
        AmiPort = AmiPort ?? 0,
        AmiUser = AmiUser.Trim(),
        AmiSecret = AmiSecret,
        ConfigurationUser = ConfigurationUser.Trim(),
        ConfigurationSecret = ConfigurationSecret,
        MySqlHost = MySqlHost.Trim(),
        MySqlPort = MySqlPort ?? 0,
        MySqlUser = MySqlUser.Trim(),
        MySqlPassword = MySqlPassword,
        MySqlDatabase = MySqlDatabase.Trim(),
        CreateDatabase = CreateDatabase,
        Facts = Facts,
        LogFile = LogFile.Trim(),
        SftpHost = SftpHost.Trim(),
        SftpPort = SftpPort ?? 0,
        SftpUser = SftpUser.Trim(),
        SftpKey = SftpKey.Trim(),
        SftpHostKey = SftpHostKey.Trim(),
        TimeZone = TimeZone.Trim(),
        LoginCode = LoginCode.Trim(),
        Agi = Agi.Trim(),
        AgiFrom = AgiFrom.Trim(),
    };
}
