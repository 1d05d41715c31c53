using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Trunks;

/// <summary>Creates a trunk or changes it; returns when Asterisk knows it.</summary>
public sealed class SaveTrunk(PbxItemEdits edits)
{
    /// <param name="trunk">With an empty id it is new, and gets one of its name. Without a place it stays where it is; a new one comes last.</param>
    /// <param name="secret">Null keeps the one it has; empty removes it.</param>
    public Task<Result<PbxSaved<Trunk>>> HandleAsync(Actor actor, Trunk trunk, string? secret, CancellationToken cancellationToken) => edits.SaveAsync(
        actor, "trunk", before => Change(before, trunk, secret), t => $"{t.Kind} at {t.Host}{(secret is null ? "" : ", new secret")}{(t.Enabled ? "" : ", off")}", cancellationToken);

    public Task<Result<PbxPreview>> PreviewAsync(Actor actor, Trunk trunk, string? secret, CancellationToken cancellationToken) =>
        edits.PreviewAsync(actor, before => Change(before, trunk, secret), cancellationToken);

    internal static Result<PbxEdited<Trunk>> Change(PbxConfiguration before, Trunk given, string? secret)
    {
        var trunk = given with { Id = given.Id.Length > 0 ? given.Id : PbxIds.For(given.Name, "trunk", before.Trunks.Contains) };
        var kept = before.SecretOf(PbxKind.Trunk, trunk.Id);
        if ((PbxRules.CheckId(trunk.Id) ?? TrunkRules.Check(trunk, hasSecret: secret is null ? kept is not null : secret.Length > 0)) is { } invalid)
            return invalid;
        if (secret is { Length: > 0 } && TrunkRules.CheckSecret(secret) is { } badSecret)
            return badSecret;
        if (Twin(before, trunk) is { } twin)
            return new Refusal("trunk-address-taken", $"Calls from {trunk.Host} are taken for those of {twin.Name} already.", "host", RefusalKind.Conflict, trunk.Host, twin.Name);
        var trunks = PbxOrder.Insert(before.Trunks, trunk);
        return new PbxEdited<Trunk>(Secreted(before with { Trunks = trunks }, trunk, secret), trunks[trunk.Id]!);
    }

    // Two accounts of one provider are told apart by the mark that each gets with its registration.
    private static Trunk? Twin(PbxConfiguration before, Trunk trunk) => trunk.Kind == TrunkKind.Registration ? null : before.Trunks.FirstOrDefault(t =>
        t.Id != trunk.Id && t.Kind == TrunkKind.Address
        && t.Addresses.Append(t.Host).Intersect(trunk.Addresses.Append(trunk.Host), StringComparer.OrdinalIgnoreCase).Any());

    private static PbxConfiguration Secreted(PbxConfiguration after, Trunk trunk, string? secret) => secret switch
    {
        null => after,
        "" => after with { Secrets = after.Secrets.Without(PbxSecret.KeyOf(PbxKind.Trunk, trunk.Id)) },
        _ => after.WithSecret(PbxKind.Trunk, trunk.Id, secret),
    };
}
