using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>Creates music for those who wait, or changes it; returns when Asterisk knows it.</summary>
public sealed class SaveMusicClass(PbxItemEdits edits)
{
    // A section of this name in the file of Asterisk is no class.
    private const string Reserved = "general";

    /// <param name="music">With an empty id it is new.</param>
    public Task<Result<PbxSaved<MusicClass>>> HandleAsync(Actor actor, MusicClass music, CancellationToken cancellationToken) => edits.SaveAsync(
        actor, "music", before => Change(before, music), m => string.Join(", ", m.Sounds), cancellationToken);

    public Task<Result<PbxPreview>> PreviewAsync(Actor actor, MusicClass music, CancellationToken cancellationToken) =>
        edits.PreviewAsync(actor, before => Change(before, music), cancellationToken);

    internal static Result<PbxEdited<MusicClass>> Change(PbxConfiguration before, MusicClass given)
    {
        // A class that is made by its name never becomes the default one by chance.
        var music = given with { Id = given.Id.Length > 0 ? given.Id : PbxIds.For(given.Name, "music", id => id is Reserved or MusicClass.DefaultId || before.MusicClasses.Contains(id)) };
        if ((PbxRules.CheckId(music.Id) ?? PbxRules.CheckName(music.Name)) is { } invalid)
            return invalid;
        if (music.Id == Reserved)
            return new Refusal("music-id-reserved", $"'{Reserved}' is what Asterisk calls its own settings; take another id.", "id", RefusalKind.Invalid, Reserved);
        return music.Sounds.IsEmpty
            ? new Refusal("music-empty", "Choose at least one sound.", "sounds")
            : new PbxEdited<MusicClass>(before with { MusicClasses = before.MusicClasses.With(music) }, music);
    }
}
