using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>Creates music for those who wait, or changes it; returns when Asterisk knows it.</summary>
public sealed class SaveMusicClass(PbxItemEdits edits)
{
    /// <param name="music">With an empty id it is new.</param>
    public Task<Result<PbxSaved<MusicClass>>> HandleAsync(Actor actor, MusicClass music, CancellationToken cancellationToken) => edits.SaveAsync(
        actor, "music", before => Change(before, music), m => string.Join(", ", m.Sounds), cancellationToken);

    private static Result<PbxEdited<MusicClass>> Change(PbxConfiguration before, MusicClass given)
    {
        // "general" is what the file of Asterisk calls its own section.
        var music = given with { Id = given.Id.Length > 0 ? given.Id : PbxIds.For(given.Name, "music", id => id == "general" || before.MusicClasses.Contains(id)) };
        if ((PbxRules.CheckId(music.Id) ?? PbxRules.CheckName(music.Name)) is { } invalid)
            return invalid;
        return music.Sounds.IsEmpty
            ? new Refusal("music-empty", "Choose at least one sound.", "sounds")
            : new PbxEdited<MusicClass>(before with { MusicClasses = before.MusicClasses.With(music) }, music);
    }
}
