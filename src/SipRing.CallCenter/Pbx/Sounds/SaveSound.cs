using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>Takes in an uploaded sound, or another file or name for one that is there; returns when Asterisk plays it.</summary>
public sealed class SaveSound(PbxItemEdits edits, SoundFiles files, PbxDirectory directory)
{
    private const int LongestOriginal = 100;
    private const string NotInNames = "/\\\"";

    /// <param name="id">Empty is a new sound.</param>
    /// <param name="name">Null keeps the name it has; a new sound is then called as its file is.</param>
    /// <param name="upload">Null keeps the file it has.</param>
    /// <param name="original">What the uploaded file is called; shown, never used as a path.</param>
    public async Task<Result<PbxSaved<Announcement>>> HandleAsync(Actor actor, string id, string? name, Stream? upload, string original, CancellationToken cancellationToken)
    {
        // Before work is done for somebody who may not have it, or for what could not be saved.
        if ((actor.Require(Permission.ManagePbx) ?? (id.Length > 0 ? PbxRules.CheckId(id) : null) ?? (name is null ? null : PbxRules.CheckName(name)) ?? CheckOriginal(original)) is { } refused)
            return refused;
        if (upload is null)
            return await SaveAsync(actor, id, name, null, original, cancellationToken);
        var taken = await files.TakeAsync(upload, cancellationToken);
        if (!taken.Succeeded)
            return taken.Refusal;
        var kept = false;
        try
        {
            var saved = await SaveAsync(actor, id, name, taken.Value, Shown(original), cancellationToken);
            kept = saved.Succeeded || saved.Refusal.Id == PbxChanges.SavedWhileAway;
            return saved;
        }
        finally
        {
            // What was not saved leaves nothing behind, unless another sound has the same file.
            if (!kept && taken.Value.IsNew && (await directory.CurrentAsync(CancellationToken.None)).Announcements.All(s => s.File != taken.Value.File))
                files.Drop(taken.Value.File);
        }
    }

    internal static Result<PbxEdited<Announcement>> Change(PbxConfiguration before, string id, string? name, TakenSound? taken, string original)
    {
        var known = before.Announcements[id];
        if (known is null && taken is null)
            return new Refusal("sound-file-missing", "Choose a wav or mp3 file.", "file");
        var called = name ?? known?.Name ?? NameOf(original);
        var key = id.Length > 0 ? id : PbxIds.For(called, "sound", before.Announcements.Contains);
        if ((PbxRules.CheckId(key) ?? PbxRules.CheckName(called)) is { } invalid)
            return invalid;
        var sound = new Announcement
        {
            Id = key, Name = called, File = taken?.File ?? known!.File, Length = taken?.Length ?? known!.Length, Original = taken is null ? known!.Original : original,
        };
        return new PbxEdited<Announcement>(before with { Announcements = before.Announcements.With(sound) }, sound);
    }

    /// <summary>A name for a sound, made of that of its file.</summary>
    public static string NameOf(string original)
    {
        var name = Path.GetFileNameWithoutExtension(original).Replace('_', ' ').Trim();
        return name.Length <= PbxRules.LongestName ? name : name[..PbxRules.LongestName].Trim();
    }

    private Task<Result<PbxSaved<Announcement>>> SaveAsync(Actor actor, string id, string? name, TakenSound? taken, string original, CancellationToken cancellationToken) =>
        edits.SaveAsync(actor, "sound", before => Change(before, id, name, taken, original), s => $"file {s.Original}", cancellationToken);

    // No browser sends a path; whoever does means something else than a name.
    private static Refusal? CheckOriginal(string original) =>
        original.FirstOrDefault(c => char.IsControl(c) || NotInNames.Contains(c, StringComparison.Ordinal)) is var wrong && wrong == default
            ? null
            : new("sound-file-name", "The name of the file holds a line break, a quote or a slash; give it another one first.", "file");

    private static string Shown(string original) => original.Length <= LongestOriginal ? original : original[^LongestOriginal..];
}
