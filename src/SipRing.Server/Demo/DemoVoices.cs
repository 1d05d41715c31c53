using SipRing.Phone.Media;

namespace SipRing.Server.Demo;

/// <summary>What is heard in the demo's recordings: soft tunes with rests, like voices behind a wall. A few are shared by all calls.</summary>
internal static class DemoVoices
{
    private static readonly Tone[] s_voices = [.. Enumerable.Range(0, 12).Select(Compose)];
    private static int s_next = -1;

    public static Tone Next() => s_voices[(Interlocked.Increment(ref s_next) & int.MaxValue) % s_voices.Length];

    private static Tone Compose(int index)
    {
        var random = new Random(index);
        var pitch = 160 + (25 * index);
        var notes = new List<(int Hertz, TimeSpan Length)>();
        for (var word = 0; word < 8; word++)
        {
            for (var syllable = random.Next(2, 6); syllable > 0; syllable--)
            {
                notes.Add((pitch + random.Next(-40, 60), TimeSpan.FromMilliseconds(random.Next(90, 220))));
            }

            notes.Add((0, TimeSpan.FromMilliseconds(random.Next(120, word == 7 ? 1500 : 500))));
        }

        return Tone.Melody([.. notes]);
    }
}
