using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace SipRing.Asterisk.Ami;

/// <summary>
/// Gives the same string for the same short bytes. Names of headers always repeat and most values do (channels, numbers, states),
/// so a stream of events costs few new strings. Direct-mapped: a newcomer takes the place of what was there; memory is bounded.
/// </summary>
internal sealed class AmiTextCache
{
    private const int Entries = 4096;
    private const int LongestCached = 48;
    private readonly string?[] _entries = new string?[Entries];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        if (bytes.Length > LongestCached)
            return Encoding.UTF8.GetString(bytes);

        ref var entry = ref _entries[Hash(bytes)];
        if (entry is { } cached && cached.Length == bytes.Length && Ascii.Equals(bytes, cached))
            return cached;

        // Only plain ASCII is ever found again: the comparison above is false for anything else.
        return entry = Encoding.UTF8.GetString(bytes);
    }

    private static int Hash(ReadOnlySpan<byte> bytes)
    {
        ulong head, tail;
        if (bytes.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]);
        }
        else if (bytes.Length >= 4)
        {
            head = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            tail = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        }
        else
        {
            head = bytes[0];
            tail = (ulong)bytes[bytes.Length >> 1] << 8 | bytes[^1];
        }

        var mixed = (head * 0x9E3779B97F4A7C15ul) ^ BitOperations.RotateLeft(tail * 0xC2B2AE3D27D4EB4Ful, 29) ^ (ulong)bytes.Length;
        return (int)((mixed * 0x9E3779B97F4A7C15ul) >> 52);
    }
}
