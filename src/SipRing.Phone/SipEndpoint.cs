using System.Net;
using SipRing.Phone.Authentication;
using SipRing.Phone.Messages;
using SipRing.Phone.Transactions;

namespace SipRing.Phone;

/// <summary>What a phone says and answers on the wire: the headers every message carries, transactions, answers to challenges.</summary>
internal sealed class SipEndpoint : IDisposable
{
    private const string Allowed = "INVITE, ACK, BYE, CANCEL, OPTIONS, INFO, NOTIFY, REFER, UPDATE";

    private readonly PhoneOptions _options;
    private readonly SipTransport _transport;
    private readonly ClientTransactions _client;
    private readonly ServerTransactions _server;

    public SipEndpoint(PhoneOptions options)
    {
        _options = options;
        _transport = new(options.LocalAddress, options.Server);
        _client = new(_transport, options.Time);
        _server = new(_transport, options.Time);
        Contact = $"<sip:{options.User}@{_transport.Local}>";
    }

    public string Contact { get; }

    public IPEndPoint LocalEndPoint => _transport.Local;

    public string AddressOf(string user) => $"sip:{Uri.EscapeDataString(user).Replace("%2A", "*", StringComparison.Ordinal)}@{_transport.Server}";

    public Task ReceiveAsync(Action<SipRequest, IPEndPoint> onRequest, Action<SipResponse> onStray) => _transport.ReceiveAsync((message, from) =>
    {
        if (message is SipRequest request)
        {
            if (!_server.Repeat(request, from))
            {
                onRequest(request, from);
            }
        }
        else if (message is SipResponse response && !_client.Deliver(response))
        {
            onStray(response);
        }
    });

    /// <summary>Sends what <paramref name="write"/> makes, once more with credentials if the server asks for them, and acknowledges refused INVITEs.</summary>
    /// <param name="onSent">Told of each try, so that it can be cancelled.</param>
    public async Task<SipResponse> RequestAsync(
        Func<SipRequest> write,
        CancellationToken cancellationToken,
        Action<SipRequest>? onSent = null,
        Action<SipResponse>? onProvisional = null)
    {
        var (request, response) = await TryAsync(null).ConfigureAwait(false);
        var (asks, answers) = response.Status == 407 ? ("Proxy-Authenticate", "Proxy-Authorization") : ("WWW-Authenticate", "Authorization");
        if (response.Status is 401 or 407 && DigestChallenge.Parse(response.Headers[asks]) is { } challenge)
        {
            (_, response) = await TryAsync((answers, challenge.Answer(_options.User, _options.Secret, request.Method, request.Uri))).ConfigureAwait(false);
        }

        return response;

        async Task<(SipRequest Request, SipResponse Response)> TryAsync((string Name, string Value)? credentials)
        {
            var attempt = Complete(write());
            if (credentials is { } header)
            {
                attempt.Headers.Add(header.Name, header.Value);
            }

            onSent?.Invoke(attempt);
            var answer = await _client.SendAsync(attempt, onProvisional, cancellationToken).ConfigureAwait(false);
            if (attempt.Method == "INVITE" && answer.Status >= 300)
            {
                AcknowledgeRefusal(answer, attempt.Uri);
            }

            return (attempt, answer);
        }
    }

    /// <summary>CANCEL names the transaction it ends by repeating its Via (RFC 3261 §9.1).</summary>
    public Task<SipResponse> CancelAsync(SipRequest invite, CancellationToken cancellationToken)
    {
        var cancel = new SipRequest("CANCEL", invite.Uri);
        cancel.Headers.Add("Via", invite.Headers["Via"]!).Add("From", invite.Headers["From"]!).Add("To", invite.Headers["To"]!)
            .Add("Call-ID", invite.CallId).Add("CSeq", $"{invite.CSeq.Number} CANCEL").Add("Max-Forwards", "70");
        return _client.SendAsync(cancel, null, cancellationToken);
    }

    /// <summary>ACK of a 2xx; nobody answers it.</summary>
    public void Acknowledge(SipRequest ack) => _transport.Send(Complete(ack).ToBytes(), _transport.Server);

    /// <summary>ACK of a refusal belongs to the transaction of the INVITE: same branch. All it needs stands in the refusal.</summary>
    public void AcknowledgeRefusal(SipResponse refusal, string uri)
    {
        if (refusal.Headers["Via"] is { } via && refusal.Headers["From"] is { } from && refusal.Headers["To"] is { } to)
        {
            var ack = new SipRequest("ACK", uri);
            ack.Headers.Add("Via", via).Add("From", from).Add("To", to).Add("Call-ID", refusal.CallId)
                .Add("CSeq", $"{refusal.CSeq.Number} ACK").Add("Max-Forwards", "70");
            _transport.Send(ack.ToBytes(), _transport.Server);
        }
    }

    public void Respond(SipRequest request, IPEndPoint to, int status, string reason, string? localTag, string? sdp = null)
    {
        var response = new SipResponse(status, reason);
        foreach (var via in request.Headers.All("Via"))
        {
            response.Headers.Add("Via", via);
        }

        foreach (var route in request.Headers.All("Record-Route"))
        {
            response.Headers.Add("Record-Route", route);
        }

        var target = request.Headers["To"] ?? "";
        response.Headers.Add("From", request.Headers["From"] ?? "")
            .Add("To", request.To.Tag is null && status > 100 ? $"{target};tag={localTag ?? Dialog.Token()}" : target)
            .Add("Call-ID", request.CallId).Add("CSeq", request.Headers["CSeq"] ?? "").Add("Contact", Contact).Add("Allow", Allowed);
        AddBody(response, sdp);
        _server.Send(request, response, to);
    }

    public static void AddBody(SipMessage message, string? sdp)
    {
        if (!string.IsNullOrEmpty(sdp))
        {
            message.Headers.Add("Content-Type", "application/sdp");
            message.Body = sdp;
        }
    }

    public void Dispose() => _transport.Dispose();

    private SipRequest Complete(SipRequest request)
    {
        request.Headers.Add("Via", $"SIP/2.0/UDP {_transport.Local};branch=z9hG4bK{Dialog.Token()};rport").Add("Max-Forwards", "70")
            .Add("Contact", Contact).Add("Allow", Allowed).Add("Supported", "replaces").Add("User-Agent", _options.UserAgent);
        return request;
    }
}
