using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx;

/// <summary>Creates an extension or changes it; returns when Asterisk knows it.</summary>
public sealed class SaveExtension(PbxChanges changes, IAuditLog audit)
{
    /// <summary>What is null stays as it is, or gets its default in a new extension.</summary>
    /// <param name="Secret">Null keeps the one that an existing extension has.</param>
    public sealed record Request(string Number, string Name, string? Secret)
    {
        public string? OutsideNumber { get; init; }
        public string? OutsideName { get; init; }
        public IReadOnlyList<string>? OutgoingRoutes { get; init; }
        public bool? RecordCalls { get; init; }
        public bool? BrowserPhone { get; init; }
        public string? PickupGroup { get; init; }

        /// <summary>Empty is the language of the PBX.</summary>
        public string? Language { get; init; }

        /// <summary>The extension must not be there yet: whoever adds one does not want to overwrite another.</summary>
        public bool OnlyNew { get; init; }
    }

    public sealed record Saved(Extension Extension, bool Created);

    public async Task<Result<Saved>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var outcome = await changes.ApplyAsync(new(actor, before => Change(before, request)));
        var created = outcome.Applied is { } applied && !applied.Before.Extensions.Contains(request.Number);
        if (outcome.Applied?.Version is not null)
        {
            var detail = $"name {request.Name}{(request.Secret is null ? "" : ", new secret")}";
            await audit.WriteAsync(actor, created ? "extension.create" : "extension.change", $"extension {request.Number}", detail, cancellationToken);
        }

        return outcome.Refusal is { } refusal ? refusal : new Saved(outcome.Applied!.After.Extensions[request.Number]!, created);
    }

    /// <summary>What saving would change in Asterisk's files.</summary>
    public async Task<Result<PbxPreview>> PreviewAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        return await changes.PreviewAsync(new(actor, before => Change(before, request)), cancellationToken);
    }

    internal static Result<PbxConfiguration> Change(PbxConfiguration before, Request request)
    {
        var known = before.Extensions[request.Number];
        var extension = Merge(known ?? new(request.Number, request.Name), request);
        if (ExtensionRules.Check(extension) is { } invalid)
            return invalid;
        if (request.Secret is { } given && PbxRules.CheckSecret(given) is { } badSecret)
            return badSecret;
        if (known is null && request.Secret is null)
            return new Refusal("secret-missing", "A new extension needs a secret for its phone.", "secret");
        if (known is not null && request.OnlyNew)
            return new Refusal("number-taken", $"{request.Number} is the number of an extension already.", "number", RefusalKind.Conflict, request.Number);
        if (before.Queues.Contains(request.Number))
            return new Refusal("number-taken", $"{request.Number} is the number of a queue already.", "number", RefusalKind.Conflict, request.Number);
        var after = before with { Extensions = before.Extensions.With(extension) };
        return request.Secret is { } secret ? after.WithSecret(PbxKind.Extension, request.Number, PhoneSecret.Digest(request.Number, secret)) : after;
    }

    private static Extension Merge(Extension known, Request request) => known with
    {
        Name = request.Name,
        OutsideNumber = request.OutsideNumber ?? known.OutsideNumber,
        OutsideName = request.OutsideName ?? known.OutsideName,
        OutgoingRoutes = request.OutgoingRoutes ?? known.OutgoingRoutes,
        RecordCalls = request.RecordCalls ?? known.RecordCalls,
        BrowserPhone = request.BrowserPhone ?? known.BrowserPhone,
        PickupGroup = request.PickupGroup ?? known.PickupGroup,
        Language = request.Language switch { null => known.Language, "" => null, var named => named },
    };
}
