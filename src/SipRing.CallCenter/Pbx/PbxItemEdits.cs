using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx;

/// <summary>The configuration with a saved item, and the item as it is now.</summary>
public sealed record PbxEdited<T>(PbxConfiguration After, T Item);

/// <param name="Created">It was not there before.</param>
public sealed record PbxSaved<T>(T Item, bool Created);

/// <summary>What saving and previewing an item that has an id are made of: right, change, audit.</summary>
public sealed class PbxItemEdits(PbxChanges changes, IAuditLog audit)
{
    /// <param name="noun">How the audit calls it.</param>
    /// <param name="change">Pure: it may run several times.</param>
    /// <param name="detail">What the audit says of it; never a secret.</param>
    public async Task<Result<PbxSaved<T>>> SaveAsync<T>(
        Actor actor, string noun, Func<PbxConfiguration, Result<PbxEdited<T>>> change, Func<T, string?> detail, CancellationToken cancellationToken)
        where T : class, IPbxItem
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        T? item = null;
        var outcome = await changes.ApplyAsync(new(actor, before => Run(before, change, made => item = made)));
        if (outcome.Applied is not { } applied)
            return outcome.Refusal!;
        var created = applied.Before.Find(item!.Kind, item.Key) is null;
        if (applied.Version is not null)
            await audit.WriteAsync(actor, $"{noun}.{(created ? "create" : "change")}", $"{noun} {item.Key}", $"name {item.Name}{(detail(item) is { } more ? ", " + more : "")}", cancellationToken);
        return outcome.Refusal is { } refusal ? refusal : new PbxSaved<T>(item, created);
    }

    /// <summary>What saving would change in Asterisk's files.</summary>
    public async Task<Result<PbxPreview>> PreviewAsync<T>(Actor actor, Func<PbxConfiguration, Result<PbxEdited<T>>> change, CancellationToken cancellationToken)
        where T : class, IPbxItem
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        return await changes.PreviewAsync(new(actor, before => Run(before, change, _ => { })), cancellationToken);
    }

    private static Result<PbxConfiguration> Run<T>(PbxConfiguration before, Func<PbxConfiguration, Result<PbxEdited<T>>> change, Action<T> made)
    {
        var edited = change(before);
        if (!edited.Succeeded)
            return edited.Refusal;
        made(edited.Value.Item);
        return edited.Value.After;
    }
}
