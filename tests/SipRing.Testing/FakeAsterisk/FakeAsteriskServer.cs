using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace SipRing.Testing.FakeAsterisk;

/// <summary>
/// The manager interface of an Asterisk that exists only in this process: it knows login, challenge, ping and logoff, answers
/// everything else as a test scripts it, and can be made to break in every way.
/// </summary>
public sealed class FakeAsteriskServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly X509Certificate2? _certificate;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<FakeConnection, Task> _connections = new();
    private readonly ConcurrentDictionary<string, Func<FakeConnection, FakeAction, Task>> _scripts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Task _accepting;

    /// <param name="port">0 for a free one; a certain one to come back where another was.</param>
    /// <param name="certificate">With it, TLS.</param>
    public FakeAsteriskServer(int port = 0, X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    public string Username { get; init; } = "fake";

    public string Secret { get; init; } = "fake-secret";

    public string Banner { get; init; } = "Asterisk Call Manager/11.0.0\r\n";

    /// <summary>As an Asterisk without MD5 would.</summary>
    public bool OffersChallenge { get; init; } = true;

    /// <summary>As for an account with the read right <c>system</c>.</summary>
    public bool SendsFullyBooted { get; init; } = true;

    /// <summary>False: pings stay without an answer, as from a machine that froze.</summary>
    public bool AnswersPing { get; set; } = true;

    /// <summary>Every action that came, in order, over all connections.</summary>
    public ConcurrentQueue<FakeAction> Actions { get; } = new();

    public IReadOnlyCollection<FakeConnection> Connections => [.. _connections.Keys];

    /// <summary>Connections ever taken.</summary>
    public int Accepted;

    /// <summary>The answer to an action of that name from now on.</summary>
    public FakeAsteriskServer On(string action, Func<FakeConnection, FakeAction, Task> script)
    {
        _scripts[action] = script;
        return this;
    }

    /// <summary>An event to everybody who is logged in.</summary>
    public Task EventAsync(string name, params (string Name, string Value)[] headers) =>
        Task.WhenAll(_connections.Keys.Where(c => c.LoggedIn).Select(c => c.EventAsync(name, headers)));

    public void DropAll()
    {
        foreach (var connection in _connections.Keys)
            connection.Drop();
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Dispose();
        DropAll();
        await _accepting;
        await Task.WhenAll(_connections.Values);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                Interlocked.Increment(ref Accepted);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        client.NoDelay = true;
        Stream stream = client.GetStream();
        var over = new TaskCompletionSource();
        FakeConnection? connection = null;
        try
        {
            if (_certificate is not null)
            {
                var secured = new SslStream(stream);
                await secured.AuthenticateAsServerAsync(_certificate);
                stream = secured;
            }

            connection = new FakeConnection(stream);
            _connections[connection] = over.Task;
            await connection.RawAsync(Banner);
            using var reader = new StreamReader(stream, new UTF8Encoding(false));
            while (await ReadAsync(reader, _stopping.Token) is { } action)
            {
                Actions.Enqueue(action);
                await AnswerAsync(connection, action);
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or OperationCanceledException
            or System.Security.Authentication.AuthenticationException)
        {
            // The client is gone, or was sent away.
        }
        finally
        {
            if (connection is not null)
                _connections.TryRemove(connection, out _);
            await stream.DisposeAsync();
            over.SetResult();
        }
    }

    private static async Task<FakeAction?> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length == 0)
                return new FakeAction(headers);
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(colon < 0 ? new("", line) : new(line[..colon], line[(colon + 1)..].TrimStart(' ')));
        }

        return null;
    }

    private Task AnswerAsync(FakeConnection connection, FakeAction action)
    {
        if (_scripts.TryGetValue(action.Name, out var script))
            return script(connection, action);
        return action.Name switch
        {
            "Challenge" => ChallengeAsync(connection, action),
            "Login" => LoginAsync(connection, action),
            "Ping" => AnswersPing ? connection.RespondAsync(action, "Success", ("Ping", "Pong")) : Task.CompletedTask,
            "Events" => connection.RespondAsync(action, "Success", ("Events", "On")),
            _ => connection.RespondAsync(action, "Error", ("Message", "Invalid/unknown command: " + action.Name)),
        };
    }

    private Task ChallengeAsync(FakeConnection connection, FakeAction action)
    {
        if (!OffersChallenge)
            return connection.RespondAsync(action, "Error", ("Message", "Must specify AuthType"));
        connection.Challenge = RandomNumberGenerator.GetInt32(int.MaxValue).ToString(CultureInfo.InvariantCulture);
        return connection.RespondAsync(action, "Success", ("Challenge", connection.Challenge));
    }

    private async Task LoginAsync(FakeConnection connection, FakeAction action)
    {
        var right = action["Key"] is { } key
            ? connection.Challenge is { } challenge && key == Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + Secret)))
            : action["Secret"] == Secret;
        if (!right || action["Username"] != Username)
        {
            await connection.RespondAsync(action, "Error", ("Message", "Authentication failed"));
            connection.Drop();
            return;
        }

        connection.LoggedIn = true;
        await connection.RespondAsync(action, "Success", ("Message", "Authentication accepted"));
        if (SendsFullyBooted)
            await connection.EventAsync("FullyBooted", ("Privilege", "system,all"), ("Status", "Fully Booted"));
    }
}
