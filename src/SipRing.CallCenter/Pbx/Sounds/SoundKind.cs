namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>What a file is by its first bytes; its name proves nothing.</summary>
public enum SoundKind
{
    Wav,
    Mp3,

    /// <summary>Known, and not taken: the refusal names it.</summary>
    Ogg,
    Flac,
    Mp4,
    Unknown,
}

public static class SoundKinds
{
    /// <summary>Enough of a file for <see cref="Of"/>.</summary>
    public const int HeadLength = 16;

    public static SoundKind Of(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("RIFF"u8) && head.Length >= 12 && head[8..12].SequenceEqual("WAVE"u8))
            return SoundKind.Wav;
        if (head.StartsWith("ID3"u8) || (head.Length >= 3 && IsMpegAudio(head)))
            return SoundKind.Mp3;
        if (head.StartsWith("OggS"u8))
            return SoundKind.Ogg;
        if (head.StartsWith("fLaC"u8))
            return SoundKind.Flac;
        return head.Length >= 8 && head[4..8].SequenceEqual("ftyp"u8) ? SoundKind.Mp4 : SoundKind.Unknown;
    }

    // A frame of MPEG audio, layer III: eleven set bits, a version and a bit rate that exist.
    private static bool IsMpegAudio(ReadOnlySpan<byte> head) =>
        head[0] == 0xFF && (head[1] & 0xE0) == 0xE0 && (head[1] & 0x18) != 0x08 && (head[1] & 0x06) == 0x02 && (head[2] & 0xF0) != 0xF0;
}
