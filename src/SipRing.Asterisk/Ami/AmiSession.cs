using System.Buffers;
using System.IO.Pipelines;

namespace SipRing.Asterisk.Ami;

/// <summary>One connection, from the banner to its end: reads messages, writes actions, notices when the peer is dead.</summary>
internal sealed class AmiSession : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly PipeReader _reader;
    private readonly AmiParser _parser;
    private readonly AmiCorrelator _correlator;
    private readonly AmiOptions _options;
    private readonly TimeProvider _time;
    private readonly Action<AmiMessage> _onEvent;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly TaskCompletionSource _booted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastReceived;

    private AmiSession(Stream stream, AmiOptions options, AmiCorrelator correlator, TimeProvider time, Action<AmiMessage> onEvent)
    {
        _stream = stream;
        _options = options;
        _correlator = correlator;
        _time = time;
        _onEvent = onEvent;
        _parser = new AmiParser(options.Limits);
        _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 32 * 1024, minimumReadSize: 4 * 1024, leaveOpen: true));
        _lastReceived = time.GetTimestamp();
    }

    public string Banner { get; private set; } = "";

    /// <summary>Reads the banner off a fresh stream, which from then on belongs to the session.</summary>
    public static async Task<AmiSession> OpenAsync(
        Stream stream, long number, AmiOptions options, TimeProvider time, Action<AmiMessage> onEvent, CancellationToken cancellationToken)
    {
        var correlator = new AmiCorrelator(number, options.MaxPendingActions, options.Limits.ListEvents);
        var session = new AmiSession(stream, options, correlator, time, onEvent);
        try
        {
            session.Banner = await session.ReadBannerAsync(cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads messages until the connection ends, which is always an exception: <see cref="AmiException"/> or cancellation.</summary>
    public async Task PumpAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var result = await ReadAsync(cancellationToken).ConfigureAwait(false);
                var buffer = result.Buffer;
                while (_parser.Read(ref buffer) is { } message)
                    Dispatch(message);
                _reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                    throw new AmiException("Asterisk closed the connection.");
            }
        }
        catch (Exception exception)
        {
            Fail(exception);
            throw;
        }
    }

    /// <summary>The session has ended: everybody who waits for something of it is told why.</summary>
    public void Fail(Exception cause)
    {
        _correlator.Close(cause.Message, cause);
        if (_booted.TrySetException(cause))
            _ = _booted.Task.Exception;
    }

    /// <summary>Sends a Ping after each silence, until one is not answered.</summary>
    /// <exception cref="AmiException">Nothing came.</exception>
    public async Task KeepAliveAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var quiet = _time.GetElapsedTime(Volatile.Read(ref _lastReceived));
            if (quiet < _options.KeepAliveInterval)
            {
                await Task.Delay(_options.KeepAliveInterval - quiet, _time, cancellationToken).ConfigureAwait(false);
                continue;
            }

            // Any byte is a sign of life; the answer itself may queue behind a long list.
            var asked = _time.GetTimestamp();
            await Task.WhenAny(PingAsync(cancellationToken), Task.Delay(_options.KeepAliveTimeout, _time, cancellationToken)).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (Volatile.Read(ref _lastReceived) - asked < 0)
                throw new AmiException($"Asterisk was silent for {(_options.KeepAliveInterval + _options.KeepAliveTimeout).TotalSeconds:0.#} s.");
        }
    }

    public async Task<AmiMessage> SendAsync(AmiAction action, CancellationToken cancellationToken) =>
        (await ExchangeAsync(action, isList: false, _options.ActionTimeout, cancellationToken).ConfigureAwait(false)).Response;

    public Task<AmiListResponse> SendListAsync(AmiAction action, CancellationToken cancellationToken) =>
        ExchangeAsync(action, isList: true, _options.ListTimeout, cancellationToken);

    /// <summary>Waits for FullyBooted, at most as long as given.</summary>
    public async Task WaitBootedAsync(TimeSpan grace, CancellationToken cancellationToken) =>
        await (await Task.WhenAny(_booted.Task, Task.Delay(grace, _time, cancellationToken)).ConfigureAwait(false)).ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        _correlator.Close("The connection was closed.", null);
        await _stream.DisposeAsync().ConfigureAwait(false);
        await _reader.CompleteAsync().ConfigureAwait(false);
    }

    private async Task PingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(new AmiAction("Ping"), cancellationToken).ConfigureAwait(false);
        }
        catch (AmiException)
        {
            // Whether the connection is alive is judged by what arrives, not by this answer.
        }
    }

    private async Task<AmiListResponse> ExchangeAsync(AmiAction action, bool isList, TimeSpan limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var pending = _correlator.Add(action, isList);
        try
        {
            var bytes = AmiEncoder.Encode(action, pending.Id);
            await WriteAsync(pending, bytes.WrittenMemory, cancellationToken).WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
            return await pending.Answer.WaitAsync(limit, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            if (!pending.Sent)
                throw new AmiNotConnectedException($"{action.Name} was not sent: Asterisk takes no more data.");
            throw new AmiOutcomeUnknownException($"{action.Name} was sent, but not answered within {limit.TotalSeconds:0.#} s.", exception);
        }
        finally
        {
            _correlator.Forget(pending);
        }
    }

    private async Task WriteAsync(AmiPending pending, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Cancelled, or the session ended, while this action waited for its turn: nothing of it is sent.
            if (!_correlator.BeginSend(pending))
                return;

            // Not cancellable: half an action on the wire would swallow the next one.
            await _stream.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The reader meets the same end and says why; the answer of this action fails then.
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<string> ReadBannerAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            var banner = _parser.ReadLine(ref buffer);
            _reader.AdvanceTo(buffer.Start, banner is null ? buffer.End : buffer.Start);
            if (banner is not null)
            {
                return banner.StartsWith("Asterisk Call Manager", StringComparison.Ordinal)
                    ? banner
                    : throw new AmiProtocolException("The peer is not the manager interface of an Asterisk: its banner is another one.");
            }

            if (result.IsCompleted)
                throw new AmiException("Asterisk closed the connection before its banner.");
        }
    }

    private async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _lastReceived, _time.GetTimestamp());
            return result;
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            throw new AmiException($"The connection broke: {exception.Message}", exception);
        }
    }

    private void Dispatch(AmiMessage message)
    {
        var kind = message.Headers[0].Key;
        if (kind.Equals("Response", StringComparison.OrdinalIgnoreCase))
        {
            _correlator.Take(message, isResponse: true);
        }
        else if (!kind.Equals("Event", StringComparison.OrdinalIgnoreCase))
        {
            throw new AmiProtocolException("A message is neither an event nor a response.");
        }
        else if (!_correlator.Take(message, isResponse: false))
        {
            if (message.Event == "FullyBooted")
                _booted.TrySetResult();
            _onEvent(message);
        }
    }
}
