using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Trunks;

/// <summary>
/// The secret of a trunk, for whoever moves the account elsewhere: the provider may have told it once, years ago. That it was
/// looked at is written down.
/// </summary>
public sealed class ShowTrunkSecret(PbxDirectory directory, IAuditLog audit)
{
    public async Task<Result<string>> HandleAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var configuration = await directory.CurrentAsync(cancellationToken);
        if (!configuration.Trunks.TryGet(id, out var trunk))
            return RemovePbxItem.Unknown(PbxKind.Trunk, id);
        if (configuration.SecretOf(PbxKind.Trunk, id) is not { } secret)
            return new Refusal("trunk-secret-none", $"{trunk.Name} has no secret.", "secret", RefusalKind.NotFound, trunk.Name);
        await audit.WriteAsync(actor, "trunk.secret-shown", $"trunk {id}", $"name {trunk.Name}", cancellationToken);
        return secret;
    }
}
