using System.Buffers.Binary;

namespace SipRing.Phone.Media;

/// <summary>Fixed header of RFC 3550 and the telephone event of RFC 4733.</summary>
internal static class RtpPacket
{
    public const int HeaderLength = 12;
    public const int EventLength = 4;

    private const string Events = "0123456789*#ABCD";

    public static void WriteHeader(Span<byte> packet, int payloadType, bool marker, ushort sequence, uint timestamp, uint source)
    {
        packet[0] = 0x80;
        packet[1] = (byte)(payloadType | (marker ? 0x80 : 0));
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(packet[4..], timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(packet[8..], source);
    }

    /// <param name="duration">Samples since the key went down.</param>
    public static void WriteEvent(Span<byte> payload, char digit, bool end, int duration)
    {
        const byte Volume = 10;
        payload[0] = (byte)EventOf(digit);
        payload[1] = (byte)(end ? 0x80 | Volume : Volume);
        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], (ushort)duration);
    }

    /// <summary>-1 for what is no key of a telephone.</summary>
    public static int EventOf(char digit) => Events.IndexOf(char.ToUpperInvariant(digit), StringComparison.Ordinal);

    public static int PayloadType(ReadOnlySpan<byte> packet) => packet[1] & 0x7F;

    /// <summary>The sound itself: without contributing sources, extension and padding. Empty where the packet is none.</summary>
    public static ReadOnlySpan<byte> Payload(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < HeaderLength || packet[0] >> 6 != 2)
        {
            return [];
        }

        var start = HeaderLength + ((packet[0] & 0x0F) * 4);
        if ((packet[0] & 0x10) != 0)
        {
            if (packet.Length < start + 4)
            {
                return [];
            }

            start += 4 + (BinaryPrimitives.ReadUInt16BigEndian(packet[(start + 2)..]) * 4);
        }

        var end = packet.Length - ((packet[0] & 0x20) != 0 ? packet[^1] : 0);
        return start < end ? packet[start..end] : [];
    }
}
