using System.Buffers;

namespace SipRing.Asterisk.Ami;

/// <summary>One step of a replay: something for the feed.</summary>
internal readonly record struct AmiReplayStep(DateTimeOffset At, AmiFeedItem Item);

/// <summary>An action of the recording and what came back.</summary>
internal sealed class AmiReplayExchange(AmiMessage action)
{
    public AmiMessage Action => action;

    public AmiMessage? Response { get; set; }

    public List<AmiMessage> Events { get; } = [];

    public bool Ended { get; set; }
}

/// <summary>Turns a recording into steps and exchanges, through the parser of the live client.</summary>
internal sealed class AmiRecordingReader
{
    private readonly Dictionary<string, AmiReplayExchange> _open = new(StringComparer.Ordinal);
    private AmiParser _received = new();
    private byte[] _rest = [];
    private string? _banner;
    private bool _loggedIn;
    private bool _connected;
    private long _session;

    public List<AmiReplayStep> Steps { get; } = [];

    public List<AmiReplayExchange> Exchanges { get; } = [];

    public void Read(Stream file)
    {
        var last = default(DateTimeOffset);
        foreach (var record in AmiRecordingFormat.Read(file))
        {
            last = record.At;
            switch (record.Kind)
            {
                case AmiRecordKind.Opened:
                    (_received, _rest, _banner) = (new AmiParser(), [], null);
                    _open.Clear();
                    break;
                case AmiRecordKind.Received:
                    OnReceived(record);
                    break;
                case AmiRecordKind.Sent:
                    OnSent(record.At, record.Bytes);
                    break;
                case AmiRecordKind.Closed:
                    Disconnect(record.At, "The recorded session ended.");
                    break;
            }
        }

        Disconnect(last, "The recording ended.");
    }

    private void OnSent(DateTimeOffset at, byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        if (new AmiParser().Read(ref buffer) is not { ActionId: { } id } action)
            return;

        // The live client sends nothing else before its session is ready.
        if (_loggedIn && action["Action"] is not ("Login" or "Challenge" or "Events"))
            Connect(at);
        var exchange = new AmiReplayExchange(action);
        _open[id] = exchange;
        Exchanges.Add(exchange);
    }

    private void OnReceived(AmiRecord record)
    {
        var buffer = new ReadOnlySequence<byte>(_rest.Length == 0 ? record.Bytes : [.. _rest, .. record.Bytes]);
        _banner ??= _received.ReadLine(ref buffer);
        while (_banner is not null && _received.Read(ref buffer) is { } message)
            OnMessage(record.At, message);
        _rest = buffer.ToArray();
    }

    private void OnMessage(DateTimeOffset at, AmiMessage message)
    {
        var exchange = message.ActionId is { } id ? _open.GetValueOrDefault(id) : null;
        if (message.Event is null)
        {
            if (exchange is null)
                return;
            exchange.Response = message;
            _loggedIn |= exchange.Action["Action"] == "Login" && message.Succeeded;
        }
        else if (exchange is { Ended: false, Response: { } response } && (response["EventList"] is not null || message["EventList"] is not null))
        {
            if (message["EventList"] is not null)
                exchange.Ended = true;
            else
                exchange.Events.Add(message);
        }
        else if (_loggedIn && !_connected && message.Event == "FullyBooted")
        {
            Connect(at);
        }
        else if (_connected)
        {
            Steps.Add(new(at, new AmiFeedItem.Event(message)));
        }
    }

    private void Connect(DateTimeOffset at)
    {
        if (!_connected)
            Steps.Add(new(at, new AmiFeedItem.Connected(++_session, _banner ?? "")));
        _connected = true;
    }

    private void Disconnect(DateTimeOffset at, string reason)
    {
        if (_connected)
            Steps.Add(new(at, new AmiFeedItem.Disconnected(_session, reason)));
        _connected = _loggedIn = false;
    }
}
