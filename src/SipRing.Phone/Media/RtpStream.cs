using System.Net;
using System.Net.Sockets;

namespace SipRing.Phone.Media;

/// <summary>Sound of one call, both ways: u-law in frames of 20 ms, telephone events, what is heard.</summary>
internal sealed class RtpStream : IDisposable
{
    public const int SamplesPerFrame = 160;

    /// <summary>Silence is sent only so often: enough to keep the way open.</summary>
    private const int SilentFramesPerPacket = 25;

    private readonly Socket _socket;
    private readonly bool _listens;
    private readonly byte[] _out = new byte[RtpPacket.HeaderLength + SamplesPerFrame];
    private readonly byte[] _in = new byte[2048];
    private readonly SocketAddress _from;
    private readonly uint _source = (uint)Random.Shared.Next();
    private readonly DigitSender _digits = new();
    private volatile Tone _tone;
    private volatile SocketAddress? _to;
    private volatile int _eventPayloadType = SessionDescription.OwnEventPayloadType;
    private volatile bool _muted;
    private volatile int _received;
    private ushort _sequence;
    private long _position;
    private int _running;
    private int _disposed;

    public RtpStream(IPAddress local, Tone tone, bool listens)
    {
        _tone = tone;
        _listens = listens;
        _socket = new(local.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false, ReceiveBufferSize = listens ? 1 << 17 : 2048 };
        _socket.Bind(new IPEndPoint(local, 0));
        _from = new(local.AddressFamily);
    }

    public Hearing Heard { get; } = new();

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public int PacketsReceived => _received;

    public Tone Tone
    {
        get => _tone;
        set => _tone = value;
    }

    /// <summary>Sends nothing while on hold.</summary>
    public bool Muted
    {
        get => _muted;
        set => _muted = value;
    }

    public void SendTo(SessionDescription remote)
    {
        _eventPayloadType = remote.EventPayloadType ?? SessionDescription.OwnEventPayloadType;
        _to = new IPEndPoint(remote.Address, remote.Port).Serialize();
    }

    public void Start()
    {
        if (Interlocked.Exchange(ref _running, 1) == 0)
        {
            RtpClock.Shared.Add(this);
        }
    }

    /// <summary>Completes too where the call ends before the last key.</summary>
    public Task SendDigits(string digits)
    {
        var sent = _digits.Send(digits);
        if (Volatile.Read(ref _disposed) != 0)
        {
            _digits.Abandon();
        }

        return sent;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            RtpClock.Shared.Remove(this);
            _digits.Abandon();
            _socket.Dispose();
        }
    }

    /// <summary>Called every 20 ms by the clock's thread alone.</summary>
    internal void ServeFrame()
    {
        if (Volatile.Read(ref _disposed) != 0)
        {
            return;
        }

        try
        {
            if (_listens)
            {
                Receive();
            }

            if (_to is { } to)
            {
                SendFrame(to);
            }
        }
        catch (ObjectDisposedException)
        {
            // The call ended while the clock was at its stream.
        }
        catch (SocketException)
        {
            // The other side's port is closed or its buffer full: sound is lost, as on any line.
        }

        _position += SamplesPerFrame;
    }

    private void SendFrame(SocketAddress to)
    {
        var timestamp = (uint)_position;
        if (_digits.NextFrame(timestamp, out var digit))
        {
            if (digit is { } key)
            {
                RtpPacket.WriteEvent(_out.AsSpan(RtpPacket.HeaderLength), key.Digit, key.IsEnd, key.Duration);
                Send(to, _eventPayloadType, key.IsFirst, key.Timestamp, RtpPacket.EventLength);
            }

            return;
        }

        var tone = _tone;
        if (_muted || (tone.IsSilent && _position / SamplesPerFrame % SilentFramesPerPacket != 0))
        {
            return;
        }

        tone.CopyTo(_out.AsSpan(RtpPacket.HeaderLength), _position);
        Send(to, SessionDescription.ULawPayloadType, marker: false, timestamp, SamplesPerFrame);
    }

    private void Send(SocketAddress to, int payloadType, bool marker, uint timestamp, int length)
    {
        RtpPacket.WriteHeader(_out, payloadType, marker, _sequence++, timestamp, _source);
        _socket.SendTo(_out.AsSpan(0, RtpPacket.HeaderLength + length), SocketFlags.None, to);
    }

    private void Receive()
    {
        while (_socket.Available > 0)
        {
            _from.Size = SocketAddress.GetMaximumAddressSize(_from.Family);
            var packet = _in.AsSpan(0, _socket.ReceiveFrom(_in, SocketFlags.None, _from));
            var payload = RtpPacket.Payload(packet);
            if (!payload.IsEmpty && RtpPacket.PayloadType(packet) == SessionDescription.ULawPayloadType)
            {
                _received++;
                Heard.Add(payload);
            }
        }
    }
}
