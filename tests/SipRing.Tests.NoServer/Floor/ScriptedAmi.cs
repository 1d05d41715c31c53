using System.Collections.Concurrent;
using System.Threading.Channels;
using SipRing.Asterisk.Ami;

namespace SipRing.Tests.NoServer.Floor;

/// <summary>A manager connection without a network: the test says what comes and how lists are answered.</summary>
internal sealed class ScriptedAmi : IAmiClient
{
    private readonly ConcurrentBag<Subscription> _subscriptions = [];
    private long _session;

    public ConcurrentDictionary<string, Func<Task<AmiListResponse>>> Lists { get; } = new();

    public ConcurrentQueue<string> Asked { get; } = new();

    public int Subscriptions => _subscriptions.Count;

    public AmiConnectionState State => AmiConnectionState.Ready;

    public string? LastError => null;

    public static AmiListResponse Answer(params IEnumerable<AmiMessage> events) => new(FloorSceneTests.Message(("Response", "Success")), [.. events]);

    public static AmiListResponse Refusal() => new(FloorSceneTests.Message(("Response", "Error"), ("Message", "Permission denied")), []);

    public void Start()
    {
    }

    public IAmiSubscription Subscribe()
    {
        var subscription = new Subscription();
        _subscriptions.Add(subscription);
        return subscription;
    }

    public void Connect() => Send(new AmiFeedItem.Connected(++_session, "Asterisk Call Manager/11.0.0"));

    public void Disconnect(string reason) => Send(new AmiFeedItem.Disconnected(_session, reason));

    public void Event(params (string, string)[] headers) => Send(new AmiFeedItem.Event(FloorSceneTests.Message(headers)));

    /// <summary>Breaks the feed off, as the client does for a reader that is too far behind.</summary>
    public void BreakOff()
    {
        foreach (var subscription in _subscriptions)
            subscription.Channel.Writer.TryComplete(new AmiException("too slow"));
    }

    public Task<AmiMessage> SendAsync(AmiAction action, CancellationToken cancellationToken) => throw new NotSupportedException();

    public async Task<AmiListResponse> SendListAsync(AmiAction action, CancellationToken cancellationToken)
    {
        Asked.Enqueue(action.Name);
        return Lists.TryGetValue(action.Name, out var answer) ? await answer().WaitAsync(cancellationToken) : Answer();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Send(AmiFeedItem item)
    {
        foreach (var subscription in _subscriptions)
            subscription.Channel.Writer.TryWrite(item);
    }

    private sealed class Subscription : IAmiSubscription
    {
        public Channel<AmiFeedItem> Channel { get; } = System.Threading.Channels.Channel.CreateUnbounded<AmiFeedItem>();

        public ChannelReader<AmiFeedItem> Items => Channel.Reader;

        public void Dispose() => Channel.Writer.TryComplete();
    }
}
