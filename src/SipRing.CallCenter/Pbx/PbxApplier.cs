using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// Carries steps out: version, files, reload, proof; or, where Asterisk does not take them, everything as it was. Used by the
/// loop of <see cref="PbxChanges"/> alone.
/// </summary>
public sealed partial class PbxApplier(
    PbxDirectory directory, PbxVersionStore versions, PbxFiles files, PbxFolders folders, PbxManager manager, ILogger<PbxApplier> logger)
{
    private readonly AsteriskComplaints _complaints = new(folders);
    private readonly HashSet<PbxPart> _unread = [];

    /// <summary>Why the last steps were taken back.</summary>
    internal Refusal? Refused { get; private set; }

    /// <summary>Files were written that Asterisk has not read yet.</summary>
    internal bool HasUnread => _unread.Count > 0;

    internal Task PrepareAsync(PbxConfiguration configuration)
    {
        folders.Create();
        _unread.UnionWith(files.Write(files.Make(configuration)).Parts);
        return Task.CompletedTask;
    }

    /// <returns>An outcome for each; null where Asterisk refused and nothing of them was saved.</returns>
    internal async Task<IReadOnlyList<PbxOutcome>?> ApplyAsync(IReadOnlyList<PbxStep> steps, CancellationToken cancellationToken)
    {
        var changing = steps.Where(s => PbxComparison.Changes(s.Before, s.After).Count > 0).ToList();
        if (changing.Count == 0)
            return Outcomes(steps, [], await TellAsync([], null, cancellationToken) is Told.Away && steps.Count > 0 ? PbxManager.Away() : null);
        var (before, after) = (steps[0].Before, steps[^1].After);
        var ids = await versions.AddAsync(changing, cancellationToken);
        PbxWritten written;
        try
        {
            written = files.Write(files.Make(after));
        }
        catch
        {
            await versions.RemoveAsync(ids, CancellationToken.None);
            throw;
        }

        _unread.UnionWith(written.Parts);
        switch (await TellAsync(PbxComparison.Changes(before, after), after, cancellationToken))
        {
            case Told.Refused refused:
                await TakeBackAsync(written, ids, refused.Words, cancellationToken);
                return null;
            case var told:
                directory.Replace(after);
                directory.RaiseChanged();
                return Outcomes(steps, [.. changing.Zip(ids)], told is Told.Away ? PbxManager.Away() : null);
        }
    }

    private static List<PbxOutcome> Outcomes(IReadOnlyList<PbxStep> steps, IReadOnlyList<(PbxStep Step, long Id)> kept, Refusal? refusal)
    {
        return [.. steps.Select(s => new PbxOutcome(new(s.Before, s.After, IdOf(s)), refusal))];

        long? IdOf(PbxStep step) => kept.Where(k => ReferenceEquals(k.Step, step)).Select(k => (long?)k.Id).FirstOrDefault();
    }

    // Reading again what was just refused would only repeat the complaint: first the files, then Asterisk.
    private async Task TakeBackAsync(PbxWritten written, IReadOnlyList<long> ids, string words, CancellationToken cancellationToken)
    {
        Refused = new("asterisk-refused-change", $"Asterisk refused it, and everything is as before: {words}", null, RefusalKind.Conflict, words);
        LogRefused(words);
        await versions.RemoveAsync(ids, CancellationToken.None);
        written.Restore();
        _unread.UnionWith(written.Parts);
        if (await TellAsync([], null, cancellationToken) is Told.Refused again)
            LogRefused(again.Words);
    }

    /// <summary>Makes Asterisk read what it has not read yet and asks it for what changed.</summary>
    private async Task<Told> TellAsync(IReadOnlyList<PbxItemChange> changes, PbxConfiguration? after, CancellationToken cancellationToken)
    {
        try
        {
            _complaints.Begin();
            var read = files.Parts.Where(_unread.Contains).ToList();
            foreach (var module in read.Select(p => p.Module).Distinct(StringComparer.Ordinal))
            {
                if (await manager.ReloadAsync(module, cancellationToken) is { } refused)
                    return new Told.Refused(refused);
            }

            _unread.ExceptWith(read);
            foreach (var part in after is null ? [] : read)
            {
                // Its own words say more than ours.
                if (await part.VerifyAsync(changes, after!, manager, cancellationToken) is { } missing)
                    return new Told.Refused(_complaints.First() is { } said ? $"{said} ({missing})" : missing);
            }

            return read.Count > 0 && _complaints.First() is { } complaint ? new Told.Refused(complaint) : new Told.Understood();
        }
        catch (AmiException)
        {
            return new Told.Away();
        }
    }

    private abstract record Told
    {
        public sealed record Understood : Told;

        public sealed record Refused(string Words) : Told;

        public sealed record Away : Told;
    }

    [LoggerMessage(3011, LogLevel.Warning, "Asterisk refused a changed configuration, which was taken back: {Words}")]
    private partial void LogRefused(string words);
}
