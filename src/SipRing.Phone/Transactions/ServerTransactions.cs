using System.Collections.Concurrent;
using System.Net;
using SipRing.Phone.Messages;

namespace SipRing.Phone.Transactions;

/// <summary>Requests of the other side: a repeated one gets the same answer again and is not handled twice (RFC 3261 §17.2).</summary>
internal sealed class ServerTransactions(SipTransport transport, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Branch, string Method), Answered> _answered = new();
    private long _lastSweep = time.GetTimestamp();

    /// <summary>True for a repetition, whose answer has been sent again.</summary>
    public bool Repeat(SipRequest request, IPEndPoint from)
    {
        if (!_answered.TryGetValue((request.Branch, request.Method), out var answered))
        {
            return false;
        }

        transport.Send(answered.Datagram, from);
        return true;
    }

    public void Send(SipRequest request, SipResponse response, IPEndPoint to)
    {
        Sweep();
        var datagram = response.ToBytes();
        _answered[(request.Branch, request.Method)] = new(datagram, time.GetTimestamp());
        transport.Send(datagram, to);
    }

    private void Sweep()
    {
        if (time.GetElapsedTime(_lastSweep) < SipTimers.Patience)
        {
            return;
        }

        _lastSweep = time.GetTimestamp();
        foreach (var (key, answered) in _answered)
        {
            if (time.GetElapsedTime(answered.At) > SipTimers.Patience)
            {
                _answered.TryRemove(key, out _);
            }
        }
    }

    private readonly record struct Answered(byte[] Datagram, long At);
}
