using SipRing.CallCenter.Pbx.Sounds;

namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>Music for those who wait.</summary>
public sealed class MusicPart(PbxFolders folders) : PbxPart
{
    public override string File => "musiconhold_sipring.conf";

    public override string Module => "res_musiconhold.so";

    public override int Order => 10;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        var sounds = configuration.Announcements.ToDictionary(s => s.Id, StringComparer.Ordinal);
        SoundSections.WriteMusic(file, configuration.MusicClasses, sounds, folders.HoldMusic, Path.Combine(folders.Sounds, DestinationDialplan.SoundFolder));
        return file.ToString();
    }
}
