using SipRing.CallCenter.Pbx.Sounds;

namespace SipRing.Server.Pbx.Sounds;

/// <summary>What stands in the fields of the form of music for those who wait.</summary>
public sealed class MusicForm(MusicClass music)
{
    public string Id { get; } = music.Id;
    public string Name { get; set; } = music.Name;
    public List<string> Sounds { get; } = [.. music.Sounds];
    public bool Shuffled { get; set; } = music.Shuffled;

    public void Move(int at, int by)
    {
        if (at + by >= 0 && at + by < Sounds.Count)
            (Sounds[at], Sounds[at + by]) = (Sounds[at + by], Sounds[at]);
    }

    public MusicClass ToMusic() => new() { Id = Id, Name = Name.Trim(), Sounds = [.. Sounds], Shuffled = Shuffled };
}
