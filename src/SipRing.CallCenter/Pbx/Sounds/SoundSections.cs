using SipRing.Asterisk.Configuration;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>Uploaded sounds as Asterisk must know them: a subroutine per announcement, a class per music.</summary>
public static class SoundSections
{
    /// <summary>For Background and Playback; relative to Asterisk's folder of sounds.</summary>
    public static string PathOf(Announcement sound) => $"{DestinationDialplan.SoundFolder}/{PbxRules.Safe(sound.File)}";

    public static void WriteAnnouncement(ConfigurationFile file, Announcement sound) =>
        new DialplanContext(file, DestinationDialplan.SoundContext(sound.Id))
            .Extension("s", "Answer()")
            .Step($"Playback({PathOf(sound)})")
            .Step("Return()");

    /// <param name="ownMusic">The folder of the product's own music: what is heard where no class is the default one.</param>
    /// <param name="soundFolder">Where the converted files lie.</param>
    public static void WriteMusic(ConfigurationFile file, IEnumerable<MusicClass> classes, IReadOnlyDictionary<string, Announcement> sounds, string ownMusic, string soundFolder)
    {
        var withSounds = classes.Where(c => c.Sounds.Any(sounds.ContainsKey)).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        if (withSounds.All(c => c.Id != MusicClass.DefaultId))
            file.Add(MusicClass.DefaultId).Add("mode", "files").Add("directory", ownMusic).Add("sort", "alpha");
        foreach (var music in withSounds)
        {
            var section = file.Add(music.Id).Add("mode", "playlist");
            foreach (var sound in music.Sounds.Select(sounds.GetValueOrDefault).OfType<Announcement>())
                section.Add("entry", Path.Combine(soundFolder, PbxRules.Safe(sound.File)));
            if (music.Shuffled)
                section.Add("sort", "random");
        }
    }
}
