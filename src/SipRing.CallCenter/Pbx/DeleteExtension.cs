using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>Removes an extension; whoever is logged in at its phone is logged out first.</summary>
public sealed class DeleteExtension(PbxDirectory directory, PbxChanges changes, Memberships memberships, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, string number, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if (!await directory.HasExtensionAsync(number, cancellationToken))
            return GetExtension.Unknown(number);
        if ((await memberships.EndOfExtensionAsync(number, cancellationToken)).Refusal is { } loggedIn)
            return loggedIn;

        var changed = false;
        var refusal = await changes.ApplyAsync(async () =>
        {
            changed = await directory.DeleteExtensionAsync(number, CancellationToken.None);
            return changed ? null : GetExtension.Unknown(number);
        });
        if (changed)
            await audit.WriteAsync(actor, "extension.delete", $"extension {number}", null, cancellationToken);
        return refusal is null ? new Done() : refusal;
    }
}
