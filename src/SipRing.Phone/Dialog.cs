using System.Globalization;
using System.Security.Cryptography;
using SipRing.Phone.Messages;

namespace SipRing.Phone;

/// <summary>Who talks to whom in one call: tags, sequence numbers, where requests go (RFC 3261 §12).</summary>
internal sealed class Dialog
{
    private readonly List<string> _routes = [];
    private int _sequence;

    private Dialog(string callId, string localTag, string local, string remote, string target)
    {
        CallId = callId;
        LocalTag = localTag;
        Local = local;
        Remote = remote;
        Target = target;
    }

    public string CallId { get; }

    public string LocalTag { get; }

    public string? RemoteTag { get; private set; }

    /// <summary>Header value of our side, with its tag.</summary>
    public string Local { get; }

    /// <summary>Header value of the other side, with its tag once it is known.</summary>
    public string Remote { get; private set; }

    public string Target { get; private set; }

    public static Dialog Outgoing(string from, string uri)
    {
        var tag = Token();
        return new(Token(), tag, $"{from};tag={tag}", $"<{uri}>", uri);
    }

    public static Dialog Incoming(SipRequest invite)
    {
        var tag = Token();
        var dialog = new Dialog(invite.CallId, tag, $"{invite.Headers["To"]};tag={tag}", invite.Headers["From"] ?? "", invite.Target ?? invite.From.Uri)
        {
            RemoteTag = invite.From.Tag,
        };
        dialog._routes.AddRange(invite.Headers.All("Record-Route"));
        return dialog;
    }

    public static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Takes the other side's tag and address from its answer to our INVITE.</summary>
    public void Establish(SipResponse response)
    {
        RemoteTag = response.To.Tag;
        Remote = response.Headers["To"] ?? Remote;
        if (response.IsSuccess)
        {
            Retarget(response);
            _routes.Clear();
            _routes.AddRange(response.Headers.All("Record-Route").Reverse());
        }
    }

    public void Retarget(SipMessage message) => Target = message.Target ?? Target;

    /// <summary>A request with the next number; Via, Contact and the rest are the phone's.</summary>
    public SipRequest Request(string method) => Write(method, ++_sequence);

    /// <summary>The ACK of a 2xx: a request of its own with the number of the INVITE.</summary>
    public SipRequest Acknowledge(int sequence) => Write("ACK", sequence);

    private SipRequest Write(string method, int sequence)
    {
        var request = new SipRequest(method, Target);
        foreach (var route in _routes)
        {
            request.Headers.Add("Route", route);
        }

        request.Headers.Add("From", Local).Add("To", Remote).Add("Call-ID", CallId)
            .Add("CSeq", string.Create(CultureInfo.InvariantCulture, $"{sequence} {method}"));
        return request;
    }
}
