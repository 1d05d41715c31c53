using System.Security.Cryptography;

namespace SipRing.Asterisk.Logs;

/// <summary>
/// How far a log file was read. The file is known by its content, not by its name or inode: by a hash of its beginning and of
/// the bytes just before the position. So it is found again after it was renamed, copied, compressed or restored, and
/// a file that was truncated or replaced is never mistaken for it.
/// </summary>
/// <param name="Offset">Bytes read, always to the end of a line.</param>
/// <param name="HeadLength">Bytes that <paramref name="HeadHash"/> covers.</param>
/// <param name="HeadHash">Hash of the beginning, in hex.</param>
/// <param name="TailLength">Bytes before the offset that <paramref name="TailHash"/> covers.</param>
/// <param name="TailHash">Hash of the bytes before the offset, in hex.</param>
public sealed record LogPosition(long Offset, int HeadLength, string HeadHash, int TailLength, string TailHash)
{
    private const int MostHead = 1024;
    private const int MostTail = 256;

    /// <summary>The position of a file of which nothing was read.</summary>
    public static LogPosition Start { get; } = new(0, 0, "", 0, "");

    /// <summary>The position at that offset of the file.</summary>
    public static LogPosition At(Stream file, long offset)
    {
        if (offset == 0)
            return Start;
        var head = (int)Math.Min(offset, MostHead);
        var tail = (int)Math.Min(offset, MostTail);
        return new(offset, head, Hash(file, 0, head), tail, Hash(file, offset - tail, tail));
    }

    /// <summary>Whether this is the file that was read up to this position, perhaps with more behind it.</summary>
    public bool IsIn(Stream file) =>
        file.Length >= Offset && (Offset == 0 || (Hash(file, 0, HeadLength) == HeadHash && Hash(file, Offset - TailLength, TailLength) == TailHash));

    private static string Hash(Stream file, long from, int length)
    {
        Span<byte> bytes = stackalloc byte[MostHead];
        file.Position = from;
        var got = file.ReadAtLeast(bytes[..length], length, throwOnEndOfStream: false);
        return Convert.ToHexStringLower(SHA256.HashData(bytes[..got]));
    }
}
