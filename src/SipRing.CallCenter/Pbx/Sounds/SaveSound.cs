using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>Takes in an uploaded sound, or another file or name for one that is there; returns when Asterisk plays it.</summary>
public sealed class SaveSound(PbxItemEdits edits, SoundFiles files)
{
    private const int LongestOriginal = 100;

    /// <param name="id">Empty is a new sound.</param>
    /// <param name="upload">Null keeps the file it has.</param>
    /// <param name="original">What the uploaded file is called; shown, never used as a path.</param>
    public async Task<Result<PbxSaved<Announcement>>> HandleAsync(Actor actor, string id, string name, Stream? upload, string original, CancellationToken cancellationToken)
    {
        // Before work is done for somebody who may not have it.
        if ((actor.Require(Permission.ManagePbx) ?? PbxRules.CheckName(name)) is { } refused)
            return refused;
        (string File, TimeSpan Length)? taken = null;
        if (upload is not null)
        {
            var read = await files.TakeAsync(upload, cancellationToken);
            if (!read.Succeeded)
                return read.Refusal;
            taken = read.Value;
        }

        return await edits.SaveAsync(actor, "sound", before => Change(before, id, name, taken, Shown(original)), s => $"file {s.Original}", cancellationToken);
    }

    private static Result<PbxEdited<Announcement>> Change(PbxConfiguration before, string id, string name, (string File, TimeSpan Length)? taken, string original)
    {
        var known = before.Announcements[id];
        if (known is null && taken is null)
            return new Refusal("sound-file-missing", "Choose a wav or mp3 file.", "file");
        var key = id.Length > 0 ? id : PbxIds.For(name, "sound", before.Announcements.Contains);
        if (PbxRules.CheckId(key) is { } invalid)
            return invalid;
        var sound = new Announcement
        {
            Id = key, Name = name, File = taken?.File ?? known!.File, Length = taken?.Length ?? known!.Length, Original = taken is null ? known!.Original : original,
        };
        return new PbxEdited<Announcement>(before with { Announcements = before.Announcements.With(sound) }, sound);
    }

    private static string Shown(string original)
    {
        var plain = string.Concat(original.Where(c => !char.IsControl(c)));
        return plain.Length <= LongestOriginal ? plain : plain[^LongestOriginal..];
    }
}
