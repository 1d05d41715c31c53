using System.Globalization;
using System.Net;

namespace SipRing.Phone.Media;

public enum MediaDirection
{
    SendReceive,
    SendOnly,
    ReceiveOnly,
    Inactive,
}

/// <summary>The part of an SDP that a telephone needs: one audio stream of u-law and telephone events (RFC 4566, RFC 3264).</summary>
/// <param name="Address">Where sound is to be sent.</param>
/// <param name="Port">0: the stream is refused.</param>
/// <param name="EventPayloadType">What the other side calls telephone-event, null where it knows none.</param>
public sealed record SessionDescription(IPAddress Address, int Port, MediaDirection Direction, int? EventPayloadType)
{
    public const int ULawPayloadType = 0;
    public const int OwnEventPayloadType = 101;

    /// <summary>Null where there is no audio stream with a plain address.</summary>
    public static SessionDescription? Parse(string text)
    {
        IPAddress? address = null;
        int? port = null;
        int? events = null;
        var direction = MediaDirection.SendReceive;
        var inAudio = false;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("m=", StringComparison.Ordinal))
            {
                inAudio = port is null && line.StartsWith("m=audio ", StringComparison.Ordinal);
                port = inAudio ? PortOf(line) : port;
            }
            else if (line.StartsWith("c=IN IP", StringComparison.Ordinal) && (inAudio || port is null))
            {
                address = IPAddress.TryParse(line.Split(' ')[^1].Split('/')[0], out var parsed) ? parsed : address;
            }
            else if (inAudio || port is null)
            {
                direction = DirectionOf(line) ?? direction;
                events = inAudio && EventsOf(line) is { } type ? type : events;
            }
        }

        return address is null || port is null ? null : new(address, port.Value, direction, events);
    }

    /// <summary>What this phone offers or answers.</summary>
    public static string Write(IPAddress address, int port, MediaDirection direction, int version) => string.Create(
        CultureInfo.InvariantCulture,
        $"v=0\r\no=- {port} {version} IN IP4 {address}\r\ns=-\r\nc=IN IP4 {address}\r\nt=0 0\r\n" +
        $"m=audio {port} RTP/AVP {ULawPayloadType} {OwnEventPayloadType}\r\na=rtpmap:{ULawPayloadType} PCMU/8000\r\n" +
        $"a=rtpmap:{OwnEventPayloadType} telephone-event/8000\r\na=fmtp:{OwnEventPayloadType} 0-16\r\na=ptime:20\r\na={Name(direction)}\r\n");

    /// <summary>What this side does when the other side does that.</summary>
    public static MediaDirection Mirror(MediaDirection direction) => direction switch
    {
        MediaDirection.SendOnly => MediaDirection.ReceiveOnly,
        MediaDirection.ReceiveOnly => MediaDirection.SendOnly,
        MediaDirection.SendReceive => MediaDirection.SendReceive,
        MediaDirection.Inactive => MediaDirection.Inactive,
    };

    private static string Name(MediaDirection direction) => direction switch
    {
        MediaDirection.SendReceive => "sendrecv",
        MediaDirection.SendOnly => "sendonly",
        MediaDirection.ReceiveOnly => "recvonly",
        MediaDirection.Inactive => "inactive",
    };

    private static MediaDirection? DirectionOf(string line) => line switch
    {
        "a=sendrecv" => MediaDirection.SendReceive,
        "a=sendonly" => MediaDirection.SendOnly,
        "a=recvonly" => MediaDirection.ReceiveOnly,
        "a=inactive" => MediaDirection.Inactive,
        _ => null,
    };

    private static int? PortOf(string line)
    {
        var field = line.Split(' ')[1].Split('/')[0];
        return int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort ? port : null;
    }

    private static int? EventsOf(string line)
    {
        const string Start = "a=rtpmap:";
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return line.StartsWith(Start, StringComparison.Ordinal) && space > 0
            && line[space..].TrimStart().StartsWith("telephone-event/", StringComparison.OrdinalIgnoreCase)
            && int.TryParse(line[Start.Length..space], NumberStyles.None, CultureInfo.InvariantCulture, out var type) && type < 128
                ? type
                : null;
    }
}
