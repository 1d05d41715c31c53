using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Trunks;

/// <summary>Registers anew and asks the other side to answer, at once instead of at its time; <see cref="ReadTrunkStates"/> tells what came of it.</summary>
public sealed class CheckTrunk(PbxDirectory directory, TrunkStates states)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if (!(await directory.CurrentAsync(cancellationToken)).Trunks.TryGet(id, out var trunk))
            return RemovePbxItem.Unknown(PbxKind.Trunk, id);
        if (!trunk.Enabled)
            return new Refusal("trunk-off", $"{trunk.Name} is switched off; switch it on and save first.", null, RefusalKind.Conflict, trunk.Name);
        try
        {
            await states.TryAsync(trunk, cancellationToken);
            return new Done();
        }
        catch (AmiException)
        {
            return ReadTrunkStates.Away();
        }
    }
}
