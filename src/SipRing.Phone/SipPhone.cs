using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using SipRing.Phone.Media;
using SipRing.Phone.Messages;

namespace SipRing.Phone;

/// <summary>
/// A scripted SIP phone: one number, any number of calls at once, sound both ways. For tests and for the demo; a caller
/// from the outside is a phone that never registers.
/// </summary>
public sealed class SipPhone : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, PhoneCall> _calls = new();
    private readonly Channel<PhoneCall> _incoming = Channel.CreateUnbounded<PhoneCall>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Registration _registration;
    private readonly CallRequests _requests = new();
    private readonly Task _receiving;
    private int _disposed;

    public SipPhone(PhoneOptions options)
    {
        Options = options;
        Endpoint = new(options);
        _registration = new(Endpoint, options);
        _receiving = Endpoint.ReceiveAsync(OnRequest, OnStray);
    }

    public PhoneOptions Options { get; }

    public string Number => Options.User;

    public bool IsRegistered => _registration.IsRegistered;

    public IReadOnlyCollection<PhoneCall> Calls => [.. _calls.Values];

    /// <summary>
    /// Told of every incoming call; must not block. Without it calls wait, unanswered and silent, for <see cref="NextCallAsync"/>.
    /// </summary>
    public Action<PhoneCall>? OnIncoming { get; set; }

    /// <summary>Where it takes calls without a registration, as a provider's switch does.</summary>
    public IPEndPoint LocalEndPoint => Endpoint.LocalEndPoint;

    internal SipEndpoint Endpoint { get; }

    internal CancellationToken Stopping => _stopping.Token;

    /// <summary>Registers and keeps the registration fresh.</summary>
    /// <exception cref="SipRefusedException">Wrong secret, no such extension, or no answer (408).</exception>
    public Task RegisterAsync(CancellationToken cancellationToken) => _registration.RegisterAsync(cancellationToken);

    public Task UnregisterAsync(CancellationToken cancellationToken) => _registration.UnregisterAsync(cancellationToken);

    /// <summary>Begins a call; what becomes of it is told by its tasks.</summary>
    public PhoneCall Dial(string number, DialOptions? options = null)
    {
        var from = options?.From ?? Options.User;
        var name = options?.FromName is { } text ? $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\" " : "";
        var dialog = Dialog.Outgoing($"{name}<sip:{Uri.EscapeDataString(from)}@{Options.LocalAddress}>", Endpoint.AddressOf(number));
        var sound = new RtpStream(Options.LocalAddress, options?.Tone ?? Options.Tone, Options.Listens);
        var call = new PhoneCall(this, dialog, sound, new NameAddress("", $"sip:{number}@", null), isIncoming: false);
        var setup = new OutgoingInvite(call);
        call.Begin(setup);
        _calls[call.Id] = call;
        _ = setup.RunAsync();
        return call;
    }

    /// <summary>The next incoming call, already ringing; only while <see cref="OnIncoming"/> is not set.</summary>
    public async Task<PhoneCall> NextCallAsync(CancellationToken cancellationToken)
    {
        var call = await _incoming.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        call.Ring();
        return call;
    }

    /// <summary>Ends its calls, takes its registration back and closes its port.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await EndPolitelyAsync().ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _registration.DisposeAsync().ConfigureAwait(false);
        foreach (var call in Calls)
        {
            call.Finish(CallSide.Local, 487);
        }

        Endpoint.Dispose();
        await _receiving.ConfigureAwait(false);
        _stopping.Dispose();
    }

    internal void Forget(PhoneCall call) => _calls.TryRemove(call.Id, out _);

    /// <summary>Asterisk may be gone already: then a second of asking is enough.</summary>
    private async Task EndPolitelyAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(1), Options.Time);
        try
        {
            await Task.WhenAll(Calls.Select(call => call.HangUpAsync())).WaitAsync(limit.Token).ConfigureAwait(false);
            await _registration.UnregisterAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SipRefusedException or TimeoutException)
        {
        }
    }

    private void OnRequest(SipRequest request, IPEndPoint from)
    {
        _calls.TryGetValue(request.CallId, out var call);
        if (call is not null)
        {
            _requests.Handle(call, request, from);
        }
        else if (request.Method == "INVITE" && request.To.Tag is null)
        {
            Accept(request, from);
        }
        else if (request.Method == "OPTIONS" || (request.Method == "NOTIFY" && request.To.Tag is null))
        {
            Endpoint.Respond(request, from, 200, "OK", null);
        }
        else if (request.Method != "ACK")
        {
            Endpoint.Respond(request, from, 481, "Call/Transaction Does Not Exist", null);
        }
    }

    private void Accept(SipRequest invite, IPEndPoint from)
    {
        var sound = new RtpStream(Options.LocalAddress, Options.Tone, Options.Listens);
        var call = new PhoneCall(this, Dialog.Incoming(invite), sound, invite.From, isIncoming: true) { Dialled = new NameAddress("", invite.Uri, null).User };
        var setup = new IncomingInvite(call, invite, from);
        call.Begin(setup);
        _calls[call.Id] = call;
        setup.Try();
        if (OnIncoming is { } handler)
        {
            handler(call);
        }
        else
        {
            _incoming.Writer.TryWrite(call);
        }
    }

    /// <summary>A repeated final answer means that our ACK was lost.</summary>
    private void OnStray(SipResponse response)
    {
        if (response.CSeq.Method != "INVITE" || !response.IsFinal)
        {
            return;
        }

        if (!response.IsSuccess)
        {
            Endpoint.AcknowledgeRefusal(response, response.To.Uri);
        }
        else if (_calls.TryGetValue(response.CallId, out var call))
        {
            Endpoint.Acknowledge(call.Dialog.Acknowledge(response.CSeq.Number));
        }
    }
}
