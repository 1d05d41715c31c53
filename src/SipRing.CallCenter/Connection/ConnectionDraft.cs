using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>From what was entered to what is stored: checked, with every secret sealed.</summary>
internal static class ConnectionDraft
{
    public static Result<ExistingPbx> Make(ConnectionValues v, ExistingPbx? stored, SecretBox box)
    {
        stored = Kept(v, stored);
        if (ConnectionRules.Check(v, stored) is { } refusal)
            return refusal;
        var hasSecond = !string.IsNullOrEmpty(v.ConfigurationUser);
        return new ExistingPbx
        {
            AmiHost = v.AmiHost,
            AmiPort = v.AmiPort,
            AmiUser = v.AmiUser,
            AmiSecret = Sealed(ExistingPbx.AmiPurpose, v.AmiSecret, stored?.AmiSecret),
            ConfigurationUser = hasSecond ? v.ConfigurationUser : null,
            ConfigurationSecret = hasSecond ? Sealed(ExistingPbx.ConfigurationPurpose, v.ConfigurationSecret, stored?.ConfigurationSecret) : null,
            MySqlHost = string.IsNullOrEmpty(v.MySqlHost) ? null : v.MySqlHost,
            MySqlPort = v.MySqlPort,
            MySqlUser = v.MySqlUser,
            MySqlPassword = Sealed(ExistingPbx.MySqlPurpose, v.MySqlPassword, stored?.MySqlPassword),
            MySqlDatabase = v.MySqlDatabase,
            CreateDatabase = v.CreateDatabase,
            Facts = v.Facts,
            LogFile = v.LogFile,
            SftpHost = v.SftpHost,
            SftpPort = v.SftpPort,
            SftpUser = v.SftpUser,
            SftpKey = Sealed(ExistingPbx.SftpPurpose, v.SftpKey, stored?.SftpKey),
            SftpHostKey = v.SftpHostKey,
            TimeZone = v.TimeZone,
            LoginCode = v.LoginCode,
            Agi = v.Agi,
            AgiFrom = v.AgiFrom,
        };

        // What is not used may stand there unsealed and empty.
        string Sealed(string purpose, string? entered, string? kept) => string.IsNullOrEmpty(entered) ? kept ?? "" : box.Seal(purpose, Lines(entered));
    }

    // A secret is kept for the machine it was entered for, and is never shown to another one.
    private static ExistingPbx? Kept(ConnectionValues v, ExistingPbx? stored) => stored is null ? null : stored with
    {
        AmiSecret = (v.AmiHost, v.AmiPort, v.AmiUser) == (stored.AmiHost, stored.AmiPort, stored.AmiUser) ? stored.AmiSecret : "",
        ConfigurationSecret = (v.AmiHost, v.AmiPort, v.ConfigurationUser) == (stored.AmiHost, stored.AmiPort, stored.ConfigurationUser) ? stored.ConfigurationSecret : null,
        MySqlPassword = (v.MySqlHost, v.MySqlPort, v.MySqlUser) == (stored.MySqlHost, stored.MySqlPort, stored.MySqlUser) ? stored.MySqlPassword : "",
        SftpKey = (v.SftpHost, v.SftpPort, v.SftpUser) == (stored.SftpHost, stored.SftpPort, stored.SftpUser) ? stored.SftpKey : "",
    };

    // A key that was pasted in a browser has its lines ended as browsers do.
    private static string Lines(string text) => text.StartsWith("-----BEGIN ", StringComparison.Ordinal) ? text.ReplaceLineEndings("\n").TrimEnd() + "\n" : text;
}
