using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>How the PBX is reached, as it is stored: without secrets, but with which of them there are.</summary>
public sealed class GetConnection(SipRingHome home)
{
    public Result<StoredConnection> Handle(Actor actor)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var settings = SettingsStore.Load(home);
        return new StoredConnection(
            settings.PbxMode,
            settings.SetUp,
            ConnectionValues.Of(settings),
            !string.IsNullOrEmpty(settings.Existing?.AmiSecret),
            !string.IsNullOrEmpty(settings.Existing?.ConfigurationSecret),
            !string.IsNullOrEmpty(settings.Existing?.MySqlPassword),
            !string.IsNullOrEmpty(settings.Existing?.SftpKey));
    }
}

public sealed record StoredConnection(
    PbxMode Kind, bool SetUp, ConnectionValues Values, bool HasAmiSecret, bool HasConfigurationSecret, bool HasMySqlPassword, bool HasSftpKey);
