namespace SipRing.CallCenter.Pbx;

/// <summary>
/// The calm tones a waiting caller hears: slow broken chords of soft sine waves, computed, so that nobody else's music is
/// shipped. 8 kHz, 16 bit, mono; it ends in silence and so loops without a click.
/// </summary>
public static class HoldMusic
{
    private const int Rate = 8000;
    private const double SecondsPerNote = 0.75;
    private const double Ring = 2.6;
    private const double Level = 0.16;

    // A minor, F, C, G: four broken chords, twice.
    private static readonly double[] s_notes =
    [
        220.00, 329.63, 440.00, 523.25, 174.61, 261.63, 349.23, 440.00, 261.63, 329.63, 392.00, 523.25, 196.00, 293.66, 392.00, 493.88,
        220.00, 440.00, 523.25, 659.26, 174.61, 349.23, 440.00, 523.25, 261.63, 392.00, 523.25, 659.26, 196.00, 392.00, 493.88, 587.33,
    ];

    public static byte[] CreateWav()
    {
        var samples = new double[(int)((s_notes.Length * SecondsPerNote + Ring) * Rate)];
        for (var note = 0; note < s_notes.Length; note++)
        {
            var start = (int)(note * SecondsPerNote * Rate);
            for (var i = 0; i < (int)(Ring * Rate); i++)
            {
                var t = (double)i / Rate;
                var attack = Math.Min(1, t / 0.04);
                var envelope = attack * Math.Exp(-1.6 * t) * Math.Min(1, (Ring - t) / 0.3);
                var angle = 2 * Math.PI * s_notes[note] * t;
                samples[start + i] += Level * envelope * (Math.Sin(angle) + 0.25 * Math.Sin(2 * angle));
            }
        }

        return WavFile.Create(Rate, [.. samples.Select(s => (short)(Math.Clamp(s, -1, 1) * short.MaxValue))]);
    }
}
