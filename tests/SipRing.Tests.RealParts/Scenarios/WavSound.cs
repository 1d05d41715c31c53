using System.Buffers.Binary;
using System.Runtime.InteropServices;
using SipRing.Phone.Media;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>A recording as it comes from the API: mono, 16 bits, 8 kHz.</summary>
internal sealed class WavSound
{
    private readonly short[] _samples;

    private WavSound(short[] samples) => _samples = samples;

    public TimeSpan Length => TimeSpan.FromSeconds(_samples.Length / (double)Tone.SampleRate);

    public double Rms => Goertzel.Rms(_samples);

    public static WavSound Read(ReadOnlySpan<byte> file)
    {
        if (!file[..4].SequenceEqual("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8))
        {
            throw new InvalidDataException("No WAV file.");
        }

        var at = 12;
        while (!file.Slice(at, 4).SequenceEqual("data"u8))
        {
            if (file.Slice(at, 4).SequenceEqual("fmt "u8) && BinaryPrimitives.ReadInt32LittleEndian(file[(at + 12)..]) != Tone.SampleRate)
            {
                throw new InvalidDataException("Not 8 kHz.");
            }

            at += 8 + BinaryPrimitives.ReadInt32LittleEndian(file[(at + 4)..]);
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(file[(at + 4)..]);
        return new(MemoryMarshal.Cast<byte, short>(file.Slice(at + 8, length)).ToArray());
    }

    public double Share(int hertz) => Goertzel.Share(_samples, hertz);
}
