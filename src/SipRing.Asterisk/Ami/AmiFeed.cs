using System.Collections.Immutable;
using System.Threading.Channels;

namespace SipRing.Asterisk.Ami;

/// <summary>Hands what happens to every subscriber, in one order, and never waits for any of them.</summary>
internal sealed class AmiFeed(int capacity)
{
    private readonly Lock _lock = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private AmiFeedItem.Connected? _connected;
    private bool _closed;

    public IAmiSubscription Subscribe()
    {
        var subscription = new Subscription(this, capacity);
        lock (_lock)
        {
            if (_connected is not null)
                subscription.TryWrite(_connected);
            if (_closed)
                subscription.Complete(null);
            else
                _subscriptions = _subscriptions.Add(subscription);
        }

        return subscription;
    }

    public void Connected(AmiFeedItem.Connected item)
    {
        lock (_lock)
        {
            _connected = item;
            Write(item);
        }
    }

    /// <summary>Does nothing before <see cref="Connected"/>: no event of a session may come before it.</summary>
    public void Event(AmiMessage message)
    {
        lock (_lock)
        {
            if (_connected is not null && !_subscriptions.IsEmpty)
                Write(new AmiFeedItem.Event(message));
        }
    }

    public void Disconnected(string reason)
    {
        lock (_lock)
        {
            if (_connected is not { } was)
                return;
            _connected = null;
            Write(new AmiFeedItem.Disconnected(was.Session, reason));
        }
    }

    /// <summary>Ends the session for the subscribers and begins it anew under another number; false where none is ready.</summary>
    public bool Reannounce(long session, string reason)
    {
        lock (_lock)
        {
            if (_connected is not { } was)
                return false;
            Write(new AmiFeedItem.Disconnected(was.Session, reason));
            Write(_connected = was with { Session = session });
            return true;
        }
    }

    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (var subscription in _subscriptions)
                subscription.Complete(null);
            _subscriptions = [];
        }
    }

    private void Write(AmiFeedItem item)
    {
        foreach (var subscription in _subscriptions)
        {
            if (subscription.TryWrite(item))
                continue;
            _subscriptions = _subscriptions.Remove(subscription);
            subscription.Complete(new AmiFeedOverflowException($"The subscriber is more than {capacity} items behind."));
        }
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
            _subscriptions = _subscriptions.Remove(subscription);
        subscription.Complete(null);
    }

    private sealed class Subscription(AmiFeed feed, int capacity) : IAmiSubscription
    {
        private readonly Channel<AmiFeedItem> _channel = Channel.CreateBounded<AmiFeedItem>(new BoundedChannelOptions(capacity)
        {
            SingleWriter = true,
            FullMode = BoundedChannelFullMode.Wait,
        });

        public ChannelReader<AmiFeedItem> Items => _channel.Reader;

        public bool TryWrite(AmiFeedItem item) => _channel.Writer.TryWrite(item);

        public void Complete(Exception? error) => _channel.Writer.TryComplete(error);

        public void Dispose() => feed.Remove(this);
    }
}
