using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SipRing.Asterisk.Agi;

/// <summary>A FastAGI server: accepts connections of Asterisk and gives each call to the handler its script names.</summary>
public sealed partial class AgiServer : IAsyncDisposable
{
    private readonly AgiServerOptions _options;
    private readonly Dictionary<string, IAgiHandler> _handlers;
    private readonly TimeProvider _time;
    private readonly ILogger<AgiServer> _logger;
    private readonly ConcurrentDictionary<long, Task> _sessions = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _killing = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;
    private long _next;

    /// <param name="options">Address and limits.</param>
    /// <param name="handlers">Handlers by the name of their script, compared without regard to case.</param>
    /// <param name="time">Null for the system's time.</param>
    /// <param name="logger">Null for no log.</param>
    /// <exception cref="ArgumentException">An option is wrong.</exception>
    public AgiServer(
        AgiServerOptions options,
        IReadOnlyDictionary<string, IAgiHandler> handlers,
        TimeProvider? time = null,
        ILogger<AgiServer>? logger = null)
    {
        options.Validate();
        _options = options;
        _handlers = new Dictionary<string, IAgiHandler>(handlers, StringComparer.OrdinalIgnoreCase);
        _time = time ?? TimeProvider.System;
        _logger = logger ?? NullLogger<AgiServer>.Instance;
    }

    /// <summary>Where it listens, with the real port.</summary>
    /// <exception cref="InvalidOperationException">It is not started.</exception>
    public IPEndPoint EndPoint => (IPEndPoint)(_listener?.LocalEndPoint ?? throw new InvalidOperationException("The AGI server is not started."));

    /// <summary>Begins to listen.</summary>
    /// <exception cref="SocketException">The port is taken, or the address is not this machine's.</exception>
    public void Start()
    {
        _listener = _options.Listener ?? Listen();
        _accepting = AcceptAsync(_listener, _stopping.Token);
    }

    /// <summary>Stops to listen, asks running handlers to end, and closes their connections when they take too long.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _listener?.Dispose();
        await _accepting.ConfigureAwait(false);

        var running = Task.WhenAll(_sessions.Values);
        await Task.WhenAny(running, Task.Delay(_options.StopTimeout, _time)).ConfigureAwait(false);
        await _killing.CancelAsync().ConfigureAwait(false);
        await running.ConfigureAwait(false);
    }

    private Socket Listen()
    {
        var listener = new Socket(_options.EndPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            listener.Bind(_options.EndPoint);
            listener.Listen(128);
            return listener;
        }
        catch
        {
            listener.Dispose();
            throw;
        }
    }

    private async Task AcceptAsync(Socket listener, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(cancellationToken).ConfigureAwait(false);
                Admit(socket);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException exception)
            {
                // One connection failed before it was taken, or files ran out for a moment: the others must not suffer.
                Log.AcceptFailed(_logger, exception);
                await Task.Delay(TimeSpan.FromMilliseconds(100), _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Admit(Socket socket)
    {
        var peer = (IPEndPoint)socket.RemoteEndPoint!;
        var address = peer.Address.IsIPv4MappedToIPv6 ? peer.Address.MapToIPv4() : peer.Address;
        if (!_options.AllowedNetworks.Any(network => network.Contains(address)))
        {
            Log.NotAllowed(_logger, peer);
            socket.Dispose();
            return;
        }

        if (_sessions.Count >= _options.MaxSessions)
        {
            Log.TooMany(_logger, _options.MaxSessions);
            socket.Dispose();
            return;
        }

        socket.NoDelay = true;
        var number = ++_next;
        var run = new AgiSessionRunner(new NetworkStream(socket, ownsSocket: true), _options, _handlers, _time, _logger);
        var session = Task.Run(() => run.RunAsync(_stopping.Token, _killing.Token));
        _sessions[number] = session;
        _ = session.ContinueWith(_ => _sessions.TryRemove(number, out var _), TaskScheduler.Default);
    }

    private static partial class Log
    {
        [LoggerMessage(1104, LogLevel.Warning, "An AGI connection could not be accepted")]
        public static partial void AcceptFailed(ILogger logger, Exception exception);

        [LoggerMessage(1105, LogLevel.Warning, "An AGI connection from {Peer} was closed: its address is not allowed")]
        public static partial void NotAllowed(ILogger logger, IPEndPoint peer);

        [LoggerMessage(1106, LogLevel.Error, "An AGI connection was closed: {Limit} sessions are running already")]
        public static partial void TooMany(ILogger logger, int limit);
    }
}
