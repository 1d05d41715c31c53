using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Access;

/// <summary>Which phone rings when somebody listens to a call or calls by a click.</summary>
public sealed class GetOwnPhone(UserSettings settings, SipRingHome home)
{
    /// <returns>
    /// As he set it himself. An administrator who never did has the number that was given with the connection. Empty where there is none.
    /// </returns>
    public async Task<string> HandleAsync(Actor actor, int userId, CancellationToken cancellationToken)
    {
        if (await settings.GetAsync(userId, UserSettings.Phone, cancellationToken) is { } own)
            return own;
        return actor.May(Permission.ManagePbx) ? SettingsStore.Load(home).AdministratorNumber ?? "" : "";
    }
}
