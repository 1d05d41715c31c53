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
        // Who sits there is logged out only where nothing else keeps the phone.
        var possible = await changes.PreviewAsync(Edit(actor, number), cancellationToken);
        if (!possible.Succeeded)
            return possible.Refusal;
        if ((await memberships.EndOfExtensionAsync(number, cancellationToken)).Refusal is { } loggedIn)
            return loggedIn;

        var outcome = await changes.ApplyAsync(Edit(actor, number));
        if (outcome.Applied is not null)
            await audit.WriteAsync(actor, "extension.delete", $"extension {number}", null, cancellationToken);
        return outcome.Refusal is null ? new Done() : outcome.Refusal;
    }

    private static PbxEdit Edit(Actor actor, string number) => new(actor, before =>
        before.Extensions.Contains(number) ? before with { Extensions = before.Extensions.Without(number) } : GetExtension.Unknown(number));
}
