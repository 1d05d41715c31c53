namespace SipRing.Tests.Browser.Host;

/// <summary>A recording of 8 kHz, 16 bit, mono: tones of changing loudness, so that its waveform has a shape.</summary>
public static class Tone
{
    private const int Rate = 8000;

    public static byte[] Wav(int seconds)
    {
        var bytes = seconds * Rate * 2;
        using var stream = new MemoryStream(44 + bytes);
        using var writer = new BinaryWriter(stream);
        writer.Write("RIFF"u8);
        writer.Write(36 + bytes);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(Rate);
        writer.Write(Rate * 2);
        writer.Write((short)2);
        writer.Write((short)16);
        writer.Write("data"u8);
        writer.Write(bytes);
        for (var i = 0; i < seconds * Rate; i++)
        {
            var t = (double)i / Rate;
            var loudness = 0.15 + 0.85 * Math.Abs(Math.Sin(t * 0.7) * Math.Sin(t * 2.3));
            writer.Write((short)(9000 * loudness * Math.Sin(t * 2 * Math.PI * 330)));
        }

        return stream.ToArray();
    }
}
