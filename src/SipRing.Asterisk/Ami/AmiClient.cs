using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SipRing.Asterisk.Ami;

/// <summary>
/// A connection to the manager interface of one Asterisk that keeps itself alive. One loop connects, logs in, and starts over when
/// the session ends; actions that were under way then are never sent again.
/// </summary>
public sealed partial class AmiClient : IAmiClient
{
    private readonly AmiOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<AmiClient> _logger;
    private readonly IAmiWireTap? _tap;
    private readonly AmiFeed _feed;
    private readonly AmiBackOff _backOff;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _starting = new();
    private volatile AmiSession? _ready;
    private volatile string? _lastError;
    private volatile AmiConnectionState _state = AmiConnectionState.Disconnected;
    private Task? _loop;
    private long _sessions;

    /// <summary>A client that does nothing until <see cref="Start"/>.</summary>
    /// <param name="options">Address, account and limits.</param>
    /// <param name="time">Null for the system's time.</param>
    /// <param name="logger">Null for no log.</param>
    /// <param name="tap">Sees every byte. It stays its owner's to dispose.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public AmiClient(AmiOptions options, TimeProvider? time = null, ILogger<AmiClient>? logger = null, IAmiWireTap? tap = null)
    {
        options.Validate();
        _options = options;
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<AmiClient>.Instance;
        _tap = tap;
        _feed = new AmiFeed(options.FeedCapacity);
        _backOff = new AmiBackOff(options.RetryFirst, options.RetryCap, Random.Shared);
    }

    /// <inheritdoc/>
    public AmiConnectionState State => _state;

    /// <inheritdoc/>
    public string? LastError => _lastError;

    /// <inheritdoc/>
    public void Start()
    {
        lock (_starting)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            _loop ??= Task.Run(RunAsync);
        }
    }

    /// <inheritdoc/>
    public IAmiSubscription Subscribe() => _feed.Subscribe();

    /// <inheritdoc/>
    public Task<AmiMessage> SendAsync(AmiAction action, CancellationToken cancellationToken) =>
        Ready(action).SendAsync(action, cancellationToken);

    /// <inheritdoc/>
    public Task<AmiListResponse> SendListAsync(AmiAction action, CancellationToken cancellationToken) =>
        Ready(action).SendListAsync(action, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Task? loop;
        lock (_starting)
        {
            _closing.Cancel();
            loop = _loop;
        }

        if (loop is not null)
            await loop.ConfigureAwait(false);
        _state = AmiConnectionState.Closed;
        _feed.Close();
    }

    private AmiSession Ready(AmiAction action) =>
        _ready ?? throw new AmiNotConnectedException($"{action.Name} was not sent: {_lastError ?? "there is no manager session yet."}");

    private async Task RunAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            var pause = await AttemptAsync().ConfigureAwait(false);
            if (_closing.IsCancellationRequested)
                break;
            await Task.Delay(pause, _time, _closing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // One session from connecting to its end; answers how long to wait before the next one.
    private async Task<TimeSpan> AttemptAsync()
    {
        var began = _time.GetTimestamp();
        try
        {
            await RunSessionAsync(_closing.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            End("The client was closed.");
        }
        catch (AmiException exception)
        {
            var wasReady = End(exception.Message);
            if (exception is AmiLoginRefusedException)
                return _backOff.Longest();
            if (wasReady && _time.GetElapsedTime(began) > _options.RetryCap)
                _backOff.Reset();
        }
        catch (Exception exception)
        {
            Log.Fault(_logger, _options.ToString(), exception);
            End(exception.Message);
        }

        return _backOff.Next();
    }

    private async Task RunSessionAsync(CancellationToken cancellationToken)
    {
        _state = AmiConnectionState.Connecting;
        var stream = await AmiTransport.OpenAsync(_options, _time, cancellationToken).ConfigureAwait(false);
        if (_tap is not null)
            stream = new AmiTappedStream(stream, _tap);
        _state = AmiConnectionState.LoggingIn;

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var limit = new CancellationTokenSource(_options.LoginTimeout, _time);
        using var login = CancellationTokenSource.CreateLinkedTokenSource(ending.Token, limit.Token);
        try
        {
            var number = Interlocked.Increment(ref _sessions);
            await using var session = await AmiSession.OpenAsync(stream, number, _options, _time, OnEvent, login.Token).ConfigureAwait(false);
            var pump = session.PumpAsync(ending.Token);
            var keepAlive = Task.CompletedTask;
            try
            {
                await AmiAuthenticator.RunAsync(session, _options, login.Token).ConfigureAwait(false);
                OnReady(session, number);
                keepAlive = session.KeepAliveAsync(ending.Token);
                await (await Task.WhenAny(pump, keepAlive).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                session.Fail(exception);
                throw;
            }
            finally
            {
                _ready = null;
                await ending.CancelAsync().ConfigureAwait(false);
                await pump.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await keepAlive.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new AmiException($"Asterisk did not answer the login within {_options.LoginTimeout.TotalSeconds:0.#} s.");
        }
    }

    private void OnReady(AmiSession session, long number)
    {
        _lastError = null;
        _ready = session;
        _state = AmiConnectionState.Ready;
        Log.Ready(_logger, number, _options.ToString(), session.Banner);
        _feed.Connected(new AmiFeedItem.Connected(number, session.Banner));
    }

    private void OnEvent(AmiMessage message)
    {
        // Asterisk took longer to boot than the grace: what was read before was incomplete, so subscribers must begin anew.
        if (_state == AmiConnectionState.Ready && message.Event == "FullyBooted"
            && _feed.Reannounce(Interlocked.Increment(ref _sessions), "Asterisk finished to boot only now."))
            return;
        _feed.Event(message);
    }

    private bool End(string reason)
    {
        var wasReady = _state == AmiConnectionState.Ready;
        _state = AmiConnectionState.Disconnected;
        if (wasReady)
            Log.Lost(_logger, _options.ToString(), reason);
        else if (_lastError != reason)
            Log.Refused(_logger, _options.ToString(), reason);
        _lastError = reason;
        _feed.Disconnected(reason);
        return wasReady;
    }
}
