using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Versions;

/// <summary>Who changed the configuration, when, and what became different; and the way back.</summary>
public sealed class PbxHistory(PbxVersionStore versions, PbxFiles files, PbxDirectory directory, PbxChanges changes, Memberships memberships, IAuditLog audit)
{
    public const int LongestPage = 200;

    /// <summary>The newest first.</summary>
    /// <param name="before">Only older ones than this; null begins with the newest.</param>
    public async Task<Result<IReadOnlyList<PbxVersion>>> ListAsync(Actor actor, long? before, int count, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        return Result.Of(await versions.ListAsync(before, Math.Clamp(count, 1, LongestPage), cancellationToken));
    }

    /// <summary>A version with what it made different in Asterisk's files.</summary>
    public async Task<Result<PbxVersionDetail>> GetAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        return await versions.FindAsync(id, cancellationToken) is { } found
            ? new PbxVersionDetail(found.Version, PbxPreview.Of(files, found.Before, found.After))
            : Unknown(id);
    }

    /// <summary>What going back to a version would change now.</summary>
    public async Task<Result<PbxPreview>> PreviewUndoAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        return await versions.FindAsync(id, cancellationToken) is { } found ? await changes.PreviewAsync(Edit(actor, id, found.After), cancellationToken) : Unknown(id);
    }

    /// <summary>Makes everything as it was in a version. Whoever is logged in at a phone or queue that goes with it is logged out first.</summary>
    public async Task<Result<PbxApplied>> UndoAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if (await versions.FindAsync(id, cancellationToken) is not { } found)
            return Unknown(id);
        var possible = await changes.PreviewAsync(Edit(actor, id, found.After), cancellationToken);
        if (!possible.Succeeded)
            return possible.Refusal;
        if (await LogOutAsync(PbxComparison.Changes(await directory.CurrentAsync(cancellationToken), found.After), cancellationToken) is { } loggedIn)
            return loggedIn;
        var outcome = await changes.ApplyAsync(Edit(actor, id, found.After));
        if (outcome.Applied?.Version is not null)
            await audit.WriteAsync(actor, "pbx.undo", FormattableString.Invariant($"version {id}"), null, cancellationToken);
        return outcome.Refusal is { } refusal ? refusal : outcome.Applied!;
    }

    private async Task<Refusal?> LogOutAsync(IReadOnlyList<PbxItemChange> items, CancellationToken cancellationToken)
    {
        foreach (var gone in items.Where(i => i.Change == PbxItemChangeKind.Removed))
        {
            var ended = gone.Kind switch
            {
                PbxKind.Extension => await memberships.EndOfExtensionAsync(gone.Key, cancellationToken),
                PbxKind.Queue => await memberships.EndOfQueueAsync(gone.Key, cancellationToken),
                _ => new Done(),
            };
            if (!ended.Succeeded)
                return ended.Refusal;
        }

        return null;
    }

    private static PbxEdit Edit(Actor actor, long id, PbxConfiguration target) =>
        new(actor, _ => target) { Kind = PbxVersionKind.Undo, Note = FormattableString.Invariant($"{id}") };

    private static Refusal Unknown(long id) => new("version-unknown", $"There is no version {id} of the configuration.", "id", RefusalKind.NotFound, id);
}

public sealed record PbxVersionDetail(PbxVersion Version, PbxPreview Changes);
