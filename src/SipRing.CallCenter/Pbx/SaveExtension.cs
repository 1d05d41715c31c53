using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>Creates an extension or changes it; returns when Asterisk knows it.</summary>
public sealed class SaveExtension(PbxChanges changes, IAuditLog audit)
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

        var outcome = await changes.ApplyAsync(new(actor, before => Change(before, request)));
        var created = outcome.Applied is { } applied && !applied.Before.Extensions.Contains(request.Number);
        if (outcome.Applied?.Version is not null)
        {
            var detail = $"name {request.Name}{(request.Secret is null ? "" : ", new secret")}";
            await audit.WriteAsync(actor, created ? "extension.create" : "extension.change", $"extension {request.Number}", detail, cancellationToken);
        }

        return outcome.Refusal is { } refusal ? refusal : new Saved(outcome.Applied!.After.Extensions[request.Number]!, created);
    }

    private static Result<PbxConfiguration> Change(PbxConfiguration before, Request request)
    {
        var known = before.Extensions.TryGet(request.Number, out var extension);
        if (!known && request.Secret is null)
            return new Refusal("secret-missing", "A new extension needs a secret for its phone.", "secret");
        if (before.Queues.Contains(request.Number))
            return new Refusal("number-taken", $"{request.Number} is the number of a queue already.", "number", RefusalKind.Conflict, request.Number);
        extension = (extension ?? new(request.Number, request.Name)) with { Name = request.Name };
        var after = before with { Extensions = before.Extensions.With(extension) };
        return request.Secret is { } secret ? after.WithSecret(PbxKind.Extension, request.Number, PhoneSecret.Digest(request.Number, secret)) : after;
    }
}
