using System.Buffers.Binary;

namespace SipRing.CallCenter.Pbx;

/// <summary>The 44-byte header of the wav files that Asterisk writes and plays: PCM, 16 bit, mono.</summary>
public static class WavFile
{
    public const int HeaderLength = 44;
    private const int RiffSizeAt = 4;
    private const int DataSizeAt = 40;

    public static byte[] Create(int rate, ReadOnlySpan<short> samples)
    {
        var file = new byte[HeaderLength + samples.Length * 2];
        "RIFF"u8.CopyTo(file);
        "WAVEfmt "u8.CopyTo(file.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(34), 16);
        "data"u8.CopyTo(file.AsSpan(36));
        WriteSizes(file, file.Length);
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(HeaderLength + i * 2), samples[i]);
        return file;
    }

    /// <summary>Gives a file whose writer died the sizes that its length proves. Does nothing to a file that is no wav.</summary>
    public static void Mend(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        Span<byte> header = stackalloc byte[HeaderLength];
        if (stream.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || !header.StartsWith("RIFF"u8))
            return;
        WriteSizes(header, stream.Length);
        stream.Position = 0;
        stream.Write(header);
    }

    private static void WriteSizes(Span<byte> header, long length)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(header[RiffSizeAt..], (uint)(length - 8));
        BinaryPrimitives.WriteUInt32LittleEndian(header[DataSizeAt..], (uint)(length - HeaderLength));
    }
}
