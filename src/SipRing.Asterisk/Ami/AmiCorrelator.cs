using System.Globalization;

namespace SipRing.Asterisk.Ami;

/// <summary>Ties responses, and the events of lists, to the actions that asked for them. One per session.</summary>
internal sealed class AmiCorrelator(long session, int maxPending, int maxListEvents)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AmiPending> _pending = new(StringComparer.Ordinal);
    private readonly string _prefix = string.Create(CultureInfo.InvariantCulture, $"sipring-{session}-");
    private string? _closed;
    private int _waiting;
    private long _next;

    /// <summary>Actions somebody waits for.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
                return _waiting;
        }
    }

    /// <exception cref="AmiNotConnectedException">The session has ended.</exception>
    /// <exception cref="AmiBusyException">Too many actions wait already.</exception>
    public AmiPending Add(AmiAction action, bool isList)
    {
        lock (_lock)
        {
            if (_closed is not null)
                throw new AmiNotConnectedException($"{action.Name} was not sent: {_closed}");
            if (_waiting >= maxPending)
                throw new AmiBusyException($"{action.Name} was not sent: {_waiting} actions wait for their answers already.");
            var pending = new AmiPending(_prefix + (++_next).ToString(CultureInfo.InvariantCulture), action, isList);
            _pending.Add(pending.Id, pending);
            _waiting++;
            return pending;
        }
    }

    /// <summary>Asks to send now; false where nobody waits for it any more, so that it must not be sent.</summary>
    public bool BeginSend(AmiPending pending)
    {
        lock (_lock)
        {
            if (!_pending.ContainsKey(pending.Id))
                return false;
            pending.MarkSent();
            return true;
        }
    }

    /// <summary>Nobody waits any more: cancelled, timed out or never sent.</summary>
    public void Forget(AmiPending pending)
    {
        lock (_lock)
        {
            if (pending.Abandoned || !_pending.ContainsKey(pending.Id))
                return;
            _waiting--;
            if (!pending.IsList || !pending.Sent)
                _pending.Remove(pending.Id);
            pending.Abandon();
        }
    }

    /// <summary>Takes a message; false for one that belongs to no action.</summary>
    /// <exception cref="AmiProtocolException">A list exceeds its limit.</exception>
    public bool Take(AmiMessage message, bool isResponse)
    {
        if (message.ActionId is not { } id)
            return false;
        lock (_lock)
        {
            if (!_pending.TryGetValue(id, out var pending) || (!isResponse && !pending.IsList))
                return false;
            if (isResponse ? pending.OnResponse(message) : pending.OnEvent(message, maxListEvents))
            {
                _pending.Remove(id);
                if (!pending.Abandoned)
                    _waiting--;
            }

            return true;
        }
    }

    /// <summary>The session has ended: whatever was sent has an unknown outcome, whatever was not was not.</summary>
    public void Close(string reason, Exception? cause)
    {
        lock (_lock)
        {
            if (_closed is not null)
                return;
            _closed = reason;
            foreach (var pending in _pending.Values)
            {
                pending.Fail(pending.Sent
                    ? new AmiOutcomeUnknownException($"{pending.Action.Name} was sent, but its answer was lost: {reason}", cause)
                    : new AmiNotConnectedException($"{pending.Action.Name} was not sent: {reason}"));
            }

            _pending.Clear();
            _waiting = 0;
        }
    }
}
