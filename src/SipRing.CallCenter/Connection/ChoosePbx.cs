using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>Takes the own Asterisk, at the first start or again later. The way to an existing PBX is kept.</summary>
public sealed class ChoosePbx(SipRingHome home, HostRestart restart, IAuditLog audit)
{
    /// <returns>Whether SipRing builds itself anew for it; where the own one runs already, nothing needs to be.</returns>
    public async Task<Result<bool>> TakeOwnAsync(Actor actor, string? administratorNumber, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if (ConnectionRules.AdministratorNumber(administratorNumber) is { } wrong)
            return wrong;
        var settings = SettingsStore.Load(home);
        var changes = settings.PbxMode != PbxMode.Own;
        if (changes && Problem(settings) is { } problem)
            return new Refusal("own-pbx-cannot-start", $"The own Asterisk could not be started: {problem}", null, RefusalKind.Conflict, problem);
        SettingsStore.Save(home, settings with
        {
            PbxMode = PbxMode.Own,
            SetUp = true,
            AdministratorNumber = string.IsNullOrEmpty(administratorNumber) ? null : administratorNumber,
        });
        await audit.WriteAsync(actor, "connection.own", "PBX", changes ? "instead of an existing one" : null, cancellationToken);
        if (changes)
            restart.Ask();
        return changes;
    }

    // Looked at before anything is given up: a start that fails would leave no page to mend it.
    private static string? Problem(SipRingSettings settings)
    {
        try
        {
            AsteriskTree.Find();
            return PbxPorts.FirstProblem(settings);
        }
        catch (PbxStartException e)
        {
            return e.Message;
        }
    }
}
