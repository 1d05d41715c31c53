namespace SipRing.Phone.Media;

/// <summary>G.711 u-law: one byte for a 14-bit sample.</summary>
public static class ULaw
{
    /// <summary>What a silent line carries.</summary>
    public const byte Silence = 0xFF;

    private const int Bias = 132;
    private const int Clip = 32635;

    private static readonly short[] s_decoded = [.. Enumerable.Range(0, 256).Select(value => Expand((byte)value))];

    public static byte Encode(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs((int)sample), Clip) + Bias;
        var exponent = 7;
        for (var mask = 0x4000; (magnitude & mask) == 0 && exponent > 0; mask >>= 1)
        {
            exponent--;
        }

        return (byte)~(sign | (exponent << 4) | ((magnitude >> (exponent + 3)) & 0x0F));
    }

    public static short Decode(byte value) => s_decoded[value];

    private static short Expand(byte value)
    {
        var bits = ~value & 0xFF;
        var magnitude = (((bits & 0x0F) << 3) + Bias) << ((bits & 0x70) >> 4);
        return (short)((bits & 0x80) != 0 ? Bias - magnitude : magnitude - Bias);
    }
}
