using System.Globalization;
using System.Text;

namespace SipRing.Phone.Messages;

/// <summary>A request or a response of RFC 3261, as it travels in one datagram.</summary>
public abstract class SipMessage
{
    public SipHeaders Headers { get; } = new();

    public string Body { get; set; } = "";

    public abstract string StartLine { get; }

    public string CallId => Headers["Call-ID"] ?? "";

    public NameAddress From => NameAddress.Parse(Headers["From"]);

    public NameAddress To => NameAddress.Parse(Headers["To"]);

    /// <summary>Address inside the first Contact, where later requests of the dialog go.</summary>
    public string? Target => Headers["Contact"] is { } contact ? NameAddress.Parse(contact).Uri : null;

    /// <summary>Number and method of CSeq; 0 and "" where it is missing or malformed.</summary>
    public (int Number, string Method) CSeq
    {
        get
        {
            var parts = (Headers["CSeq"] ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? (number, parts[1])
                : (0, "");
        }
    }

    /// <summary>Branch of the topmost Via: the name of the transaction.</summary>
    public string Branch => NameAddress.Parameter(Headers["Via"] ?? "", "branch") ?? "";

    public byte[] ToBytes()
    {
        var body = Encoding.UTF8.GetBytes(Body);
        var text = new StringBuilder(512).Append(StartLine).Append("\r\n");
        foreach (var (name, value) in Headers)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                text.Append(name).Append(": ").Append(value).Append("\r\n");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(text.ToString()), .. body];
    }

    public override string ToString() => StartLine;
}

public sealed class SipRequest(string method, string uri) : SipMessage
{
    public string Method { get; } = method;

    public string Uri { get; } = uri;

    public override string StartLine => $"{Method} {Uri} SIP/2.0";
}

public sealed class SipResponse(int status, string reason) : SipMessage
{
    public int Status { get; } = status;

    public string Reason { get; } = reason;

    public bool IsFinal => Status >= 200;

    public bool IsSuccess => Status is >= 200 and < 300;

    public override string StartLine => string.Create(CultureInfo.InvariantCulture, $"SIP/2.0 {Status} {Reason}");
}
