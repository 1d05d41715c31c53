using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace SipRing.Phone.Messages;

/// <summary>Reads one datagram. Anything that is not SIP is refused, never thrown at.</summary>
public static class SipParser
{
    public const int MaxHeaders = 256;

    private const string Version = "SIP/2.0";

    public static bool TryParse(ReadOnlySpan<byte> datagram, [NotNullWhen(true)] out SipMessage? message)
    {
        message = null;
        var end = datagram.IndexOf("\r\n\r\n"u8);
        if (end <= 0)
        {
            return false;
        }

        var lines = Unfold(Encoding.UTF8.GetString(datagram[..end]));
        var parsed = StartLine(lines[0]);
        if (parsed is null || lines.Count - 1 > MaxHeaders || !TryAddHeaders(parsed.Headers, lines))
        {
            return false;
        }

        var body = datagram[(end + 4)..];
        if (parsed.Headers["Content-Length"] is { } length)
        {
            if (!int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > body.Length)
            {
                return false;
            }

            body = body[..count];
        }

        parsed.Body = Encoding.UTF8.GetString(body);
        message = parsed;
        return true;
    }

    /// <summary>A line that begins with white space continues the one before it (RFC 3261 §7.3.1).</summary>
    private static List<string> Unfold(string head)
    {
        var lines = new List<string>();
        foreach (var line in head.Split("\r\n"))
        {
            if (lines.Count > 1 && line.Length > 0 && line[0] is ' ' or '\t')
            {
                lines[^1] += " " + line.TrimStart();
            }
            else
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static SipMessage? StartLine(string line)
    {
        if (line.StartsWith(Version + " ", StringComparison.Ordinal))
        {
            var rest = line[(Version.Length + 1)..];
            var space = rest.IndexOf(' ', StringComparison.Ordinal);
            var code = space < 0 ? rest : rest[..space];
            return code.Length == 3 && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status >= 100
                ? new SipResponse(status, space < 0 ? "" : rest[(space + 1)..])
                : null;
        }

        var parts = line.Split(' ');
        return parts.Length == 3 && parts[2] == Version && parts[0].Length > 0 && parts[1].Length > 0 ? new SipRequest(parts[0], parts[1]) : null;
    }

    private static bool TryAddHeaders(SipHeaders headers, List<string> lines)
    {
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? "" : line[..colon].Trim();
            var value = line[(colon + 1)..].Trim();
            if (name.Length == 0 || name.AsSpan().IndexOfAny(" \t\r\n") >= 0 || value.AsSpan().IndexOfAny('\r', '\n') >= 0)
            {
                return false;
            }

            headers.Add(name, value);
        }

        return true;
    }
}
