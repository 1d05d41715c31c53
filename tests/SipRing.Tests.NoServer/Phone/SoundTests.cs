using SipRing.Phone.Media;
using Xunit;

namespace SipRing.Tests.NoServer.Phone;

public sealed class SoundTests
{
    [Fact]
    public void Encode_EveryDecodedByte_IsThatByte()
    {
        foreach (var value in Enumerable.Range(0, 256).Select(number => (byte)number))
        {
            // 0x7F is the negative zero: it sounds like 0xFF and is never sent.
            var expected = value == 0x7F ? 0xFF : value;
            Assert.Equal(expected, ULaw.Encode(ULaw.Decode(value)));
        }
    }

    [Fact]
    public void Decode_EveryEncodedSample_IsNear()
    {
        for (var sample = (int)short.MinValue; sample <= short.MaxValue; sample++)
        {
            var heard = ULaw.Decode(ULaw.Encode((short)sample));
            Assert.True(Math.Abs(heard - sample) <= Math.Max(8, Math.Abs(sample) / 16), $"{sample} became {heard}");
        }
    }

    [Theory]
    [InlineData(600)]
    [InlineData(1000)]
    [InlineData(2000)]
    public void Share_PureTone_IsAllOfItselfAndNothingElse(int hertz)
    {
        var samples = Decoded(Tone.Of(hertz), 4000);

        Assert.InRange(Goertzel.Share(samples, hertz), 0.98, 1.0);
        Assert.InRange(Goertzel.Share(samples, hertz + 100), 0, 0.01);
        Assert.InRange(Goertzel.Rms(samples), 0.33, 0.36);
    }

    [Fact]
    public void Share_TwoTones_AreHalfEach()
    {
        var one = Decoded(Tone.Of(600), 4000);
        var two = Decoded(Tone.Of(1000), 4000);
        short[] both = [.. one.Zip(two, (a, b) => (short)((a + b) / 2))];

        Assert.InRange(Goertzel.Share(both, 600), 0.45, 0.55);
        Assert.InRange(Goertzel.Share(both, 1000), 0.45, 0.55);
    }

    [Fact]
    public void Share_SilenceOrNothing_IsZero()
    {
        Assert.Equal(0, Goertzel.Share(Decoded(Tone.Silence, 4000), 600));
        Assert.Equal(0, Goertzel.Share([], 600));
        Assert.Equal(0, Goertzel.Rms([]));
    }

    [Fact]
    public void CopyTo_AnyPosition_ContinuesTheLoop()
    {
        var tone = Tone.Melody((500, TimeSpan.FromMilliseconds(90)), (0, TimeSpan.FromMilliseconds(45)));
        var whole = new byte[5000];
        tone.CopyTo(whole, 0);

        var part = new byte[160];
        for (var position = 0; position + part.Length <= whole.Length; position += 77)
        {
            tone.CopyTo(part, position);
            Assert.Equal(whole[position..(position + part.Length)], part);
        }
    }

    private static short[] Decoded(Tone tone, int count)
    {
        var bytes = new byte[count];
        tone.CopyTo(bytes, 0);
        return [.. bytes.Select(ULaw.Decode)];
    }
}
