using System.Collections.Immutable;
using System.Threading.Channels;

namespace SipRing.Asterisk.Ami;

/// <summary>
/// Plays a recording of <see cref="AmiRecorder"/> as if it were a live connection: the feed in the recorded order, and recorded
/// answers to actions. The file is read as a whole at the start and goes through the parser of the live client.
/// </summary>
/// <remarks>
/// An action is answered by the next recorded exchange of an equal action, else by the next one of the same name, else by the last
/// of that name; one that was never recorded gets <c>Response: Error</c>. Subscribe before <see cref="Start"/>: a subscriber that is
/// slow holds the replay up and loses nothing. The feed is completed at the end.
/// </remarks>
public sealed class AmiReplay : IAmiClient
{
    private readonly List<AmiReplayStep> _steps;
    private readonly List<AmiReplayExchange> _exchanges;
    private readonly HashSet<AmiReplayExchange> _given = [];
    private readonly Lock _lock = new();
    private readonly double? _speed;
    private readonly TimeProvider _time;
    private readonly CancellationTokenSource _closing = new();
    private ImmutableArray<Subscription> _subscriptions = [];
    private volatile AmiConnectionState _state = AmiConnectionState.Disconnected;
    private Task? _playing;

    /// <param name="file">The recording; it is read to its end here.</param>
    /// <param name="speed">1 = as recorded, 10 = ten times as fast, null = as fast as the subscribers read.</param>
    /// <param name="time">Null for the system's time.</param>
    /// <exception cref="InvalidDataException">It is not a recording.</exception>
    public AmiReplay(Stream file, double? speed = null, TimeProvider? time = null)
    {
        if (speed is <= 0)
            throw new ArgumentOutOfRangeException(nameof(speed), speed, "The speed of a replay must be more than zero.");
        var reader = new AmiRecordingReader();
        reader.Read(file);
        _steps = reader.Steps;
        _exchanges = reader.Exchanges;
        _speed = speed;
        _time = time ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public AmiConnectionState State => _state;

    /// <summary>Done when the last item is in the feeds.</summary>
    public Task Finished => _playing ?? Task.CompletedTask;

    /// <inheritdoc/>
    public void Start() => _playing ??= Task.Run(() => PlayAsync(_closing.Token));

    /// <inheritdoc/>
    public IAmiSubscription Subscribe()
    {
        var subscription = new Subscription(this);
        lock (_lock)
            _subscriptions = _subscriptions.Add(subscription);
        return subscription;
    }

    /// <inheritdoc/>
    public Task<AmiMessage> SendAsync(AmiAction action, CancellationToken cancellationToken) => Task.FromResult(Answer(action).Response);

    /// <inheritdoc/>
    public Task<AmiListResponse> SendListAsync(AmiAction action, CancellationToken cancellationToken) => Task.FromResult(Answer(action));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await Finished.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _state = AmiConnectionState.Closed;
    }

    private AmiListResponse Answer(AmiAction action)
    {
        // The replay may be ahead of its reader, even past the end of the session the reader is in: that one gets its answers too.
        if (_playing is null || _closing.IsCancellationRequested)
            throw new AmiNotConnectedException($"{action.Name} was not sent: the replay is not running.");
        lock (_lock)
        {
            var named = _exchanges.FindAll(e => e.Response is not null && action.Name.Equals(e.Action["Action"], StringComparison.OrdinalIgnoreCase));
            var found = named.Find(e => !_given.Contains(e) && Equal(e.Action, action)) ?? named.Find(e => !_given.Contains(e)) ?? named.LastOrDefault();
            if (found is null)
                return new(new AmiMessage([new("Response", "Error"), new("Message", $"{action.Name} is not in the recording")]), []);
            _given.Add(found);
            return new(found.Response!, found.Events);
        }
    }

    private static bool Equal(AmiMessage recorded, AmiAction action) =>
        recorded.Headers.Where(h => h.Key is not ("Action" or "ActionID")).SequenceEqual(action.Headers);

    private async Task PlayAsync(CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        foreach (var step in _steps)
        {
            if (_speed is { } speed)
            {
                var wait = ((step.At - _steps[0].At) / speed) - _time.GetElapsedTime(began);
                if (wait > TimeSpan.Zero)
                    await Task.Delay(wait, _time, cancellationToken).ConfigureAwait(false);
            }

            if (step.Item is not AmiFeedItem.Event)
                _state = step.Item is AmiFeedItem.Connected ? AmiConnectionState.Ready : AmiConnectionState.Disconnected;
            foreach (var subscription in _subscriptions)
                await subscription.WriteAsync(step.Item, cancellationToken).ConfigureAwait(false);
        }

        foreach (var subscription in _subscriptions)
            subscription.Dispose();
    }

    private void Remove(Subscription subscription)
    {
        lock (_lock)
            _subscriptions = _subscriptions.Remove(subscription);
    }

    private sealed class Subscription(AmiReplay replay) : IAmiSubscription
    {
        private readonly Channel<AmiFeedItem> _channel = Channel.CreateBounded<AmiFeedItem>(1024);

        public ChannelReader<AmiFeedItem> Items => _channel.Reader;

        public async ValueTask WriteAsync(AmiFeedItem item, CancellationToken cancellationToken)
        {
            try
            {
                await _channel.Writer.WriteAsync(item, cancellationToken).ConfigureAwait(false);
            }
            catch (ChannelClosedException)
            {
                // Disposed by its reader while the replay waited for room.
            }
        }

        public void Dispose()
        {
            _channel.Writer.TryComplete();
            replay.Remove(this);
        }
    }
}
