using System.Collections.Concurrent;
using SipRing.Phone.Messages;

namespace SipRing.Phone.Transactions;

/// <summary>Requests of ours: repeated until answered, matched to their answers by branch and method (RFC 3261 §17.1).</summary>
internal sealed class ClientTransactions(SipTransport transport, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Branch, string Method), Pending> _pending = new();

    /// <summary>The final answer; 408 where none came.</summary>
    public async Task<SipResponse> SendAsync(SipRequest request, Action<SipResponse>? onProvisional, CancellationToken cancellationToken)
    {
        var key = (request.Branch, request.Method);
        var pending = new Pending(onProvisional);
        _pending[key] = pending;
        try
        {
            return await RepeatAsync(request, pending, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _pending.TryRemove(key, out _);
        }
    }

    /// <summary>False where nobody waits for it (any more).</summary>
    public bool Deliver(SipResponse response)
    {
        if (!_pending.TryGetValue((response.Branch, response.CSeq.Method), out var pending))
        {
            return false;
        }

        pending.Deliver(response);
        return true;
    }

    private async Task<SipResponse> RepeatAsync(SipRequest request, Pending pending, CancellationToken cancellationToken)
    {
        var datagram = request.ToBytes();
        var begin = time.GetTimestamp();
        for (var interval = SipTimers.FirstRepeat; ; interval = SipTimers.Longer(interval))
        {
            transport.Send(datagram, transport.Server);
            if (await WithinAsync(pending, interval, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                return answer;
            }

            if (pending.HasProvisional && request.Method == "INVITE")
            {
                return await WithinAsync(pending, SipTimers.LongestRinging, cancellationToken).ConfigureAwait(false) ?? NoAnswer();
            }

            if (time.GetElapsedTime(begin) >= SipTimers.Patience)
            {
                return NoAnswer();
            }
        }
    }

    private async Task<SipResponse?> WithinAsync(Pending pending, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            return await pending.Final.WaitAsync(limit, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static SipResponse NoAnswer() => new(408, "Request Timeout");

    private sealed class Pending(Action<SipResponse>? onProvisional)
    {
        private readonly TaskCompletionSource<SipResponse> _final = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<SipResponse> Final => _final.Task;

        public bool HasProvisional { get; private set; }

        public void Deliver(SipResponse response)
        {
            if (response.IsFinal)
            {
                _final.TrySetResult(response);
            }
            else
            {
                HasProvisional = true;
                onProvisional?.Invoke(response);
            }
        }
    }
}
