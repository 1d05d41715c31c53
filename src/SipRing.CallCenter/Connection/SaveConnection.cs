using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>Stores how an existing PBX is reached and uses it from now on. SipRing builds itself anew for that, in the same process.</summary>
public sealed class SaveConnection(SipRingHome home, SecretBox box, HostRestart restart, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, ConnectionValues values, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var settings = SettingsStore.Load(home);
        var made = ConnectionDraft.Make(values, settings.Existing, box);
        if (!made.Succeeded)
            return made.Refusal;
        if (made.Value.Facts == FactsSource.Sftp && made.Value.SftpHostKey.Length == 0)
            return new Refusal("host-key-missing", "Test the connection first: it shows the key of the host, which must be known before anything is read from it.", "sftpHostKey");
        if (made.Value is { CreateDatabase: true, MySqlHost: not null } && await ConnectionDatabase.CreateAsync(made.Value, box, cancellationToken) is { } notMade)
            return notMade;
        SettingsStore.Save(home, settings with
        {
            PbxMode = PbxMode.Existing,
            Existing = made.Value,
            AdministratorNumber = string.IsNullOrEmpty(values.AdministratorNumber) ? null : values.AdministratorNumber,
            SetUp = true,
        });
        await audit.WriteAsync(
            actor, "connection.saved", $"PBX {made.Value.AmiHost}",
            $"login {made.Value.AmiUser}, database {made.Value.MySqlHost ?? "none"}, facts from {made.Value.Facts}", cancellationToken);
        restart.Ask();
        return default(Done);
    }
}
