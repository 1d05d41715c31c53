using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>Creates an extension or changes it; returns when Asterisk knows it.</summary>
public sealed class SaveExtension(PbxDirectory directory, PbxChanges changes, IAuditLog audit)
{
    /// <param name="Secret">Null keeps the one that an existing extension has.</param>
    public sealed record Request(string Number, string Name, string? Secret);

    public sealed record Saved(Extension Extension, bool Created);

    public async Task<Result<Saved>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if ((PbxRules.CheckNumber(request.Number) ?? PbxRules.CheckName(request.Name)) is { } invalid)
            return invalid;
        if (request.Secret is { } given && PbxRules.CheckSecret(given) is { } badSecret)
            return badSecret;

        var extension = new Extension(request.Number, request.Name);
        var created = false;
        var changed = false;
        var refusal = await changes.ApplyAsync(async () =>
        {
            var before = await directory.FindExtensionAsync(request.Number, CancellationToken.None);
            if (before is null && request.Secret is null)
                return new("secret-missing", "A new extension needs a secret for its phone.", "secret");
            if (await directory.HasQueueAsync(request.Number, CancellationToken.None))
                return new("number-taken", $"{request.Number} is the number of a queue already.", "number", RefusalKind.Conflict, request.Number);
            var digest = request.Secret is { } secret ? PhoneSecret.Digest(request.Number, secret) : before!.Digest;
            await directory.SaveAsync(new ExtensionRow { Number = request.Number, Name = request.Name, Digest = digest }, CancellationToken.None);
            (created, changed) = (before is null, true);
            return null;
        });
        if (changed)
        {
            var detail = $"name {request.Name}{(request.Secret is null ? "" : ", new secret")}";
            await audit.WriteAsync(actor, created ? "extension.create" : "extension.change", $"extension {request.Number}", detail, cancellationToken);
        }

        return refusal is null ? new Saved(extension, created) : refusal;
    }
}
