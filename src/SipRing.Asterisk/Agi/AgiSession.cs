using System.Globalization;

namespace SipRing.Asterisk.Agi;

/// <summary>
/// One call under the control of a handler: what Asterisk said about it, and the commands. One command at a time; a command that
/// is cancelled or not answered in time ends the session, because its answer could no longer be told from the next one's.
/// </summary>
/// <remarks>See <see href="https://docs.asterisk.org/Latest_API/API_Documentation/AGI_Commands/"/>.</remarks>
public sealed partial class AgiSession
{
    private readonly AgiConnection _connection;
    private readonly AgiServerOptions _options;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _one = new(1, 1);
    private bool _broken;

    internal AgiSession(AgiConnection connection, IReadOnlyDictionary<string, string> environment, AgiServerOptions options, TimeProvider time)
    {
        _connection = connection;
        _options = options;
        _time = time;
        Environment = environment;
        HungUp = connection.HungUp;

        var script = this["agi_network_script"] ?? "";
        var query = script.IndexOf('?', StringComparison.Ordinal);
        Script = query < 0 ? script : script[..query];
        Arguments = ArgumentsOf(environment);
    }

    /// <summary>Everything Asterisk said at the start: <c>agi_channel</c>, <c>agi_callerid</c>, <c>agi_uniqueid</c> and so on.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The name of the script: the path of <c>agi://host:port/NAME</c>, without a query.</summary>
    public string Script { get; }

    /// <summary>The arguments the dialplan gave: <c>agi_arg_1</c> and on.</summary>
    public IReadOnlyList<string> Arguments { get; }

    /// <summary>The channel, for example <c>PJSIP/101-0000002a</c>.</summary>
    public string Channel => this["agi_channel"] ?? "";

    /// <summary>The unique id of the channel.</summary>
    public string UniqueId => this["agi_uniqueid"] ?? "";

    /// <summary>The number of the caller, or null where it is not known.</summary>
    public string? CallerNumber => Known("agi_callerid");

    /// <summary>The name of the caller, or null where it is not known.</summary>
    public string? CallerName => Known("agi_calleridname");

    /// <summary>Cancelled when the caller hangs up or the connection is lost, even while no command is under way.</summary>
    public CancellationToken HungUp { get; }

    /// <summary>A value of the environment, or null.</summary>
    public string? this[string name] => Environment.GetValueOrDefault(name);

    /// <summary>Sends a command line built by <see cref="AgiCommand.Line"/> and waits for its answer, at most as long as given.</summary>
    /// <exception cref="AgiHangupException">The channel is gone.</exception>
    /// <exception cref="AgiCommandException">Asterisk does not know the command, or its usage is wrong.</exception>
    /// <exception cref="AgiProtocolException">No answer in time, or none that can be understood.</exception>
    public async Task<AgiReply> SendAsync(string line, TimeSpan limit, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_broken)
                throw new AgiHangupException("The AGI session has ended.");
            _broken = true;
            var reply = await ExchangeAsync(line, limit, cancellationToken).ConfigureAwait(false);
            _broken = false;
            return reply.Code switch
            {
                200 => reply,
                511 => throw new AgiHangupException($"The channel is gone: {reply.Data}"),
                _ => throw new AgiCommandException($"Asterisk refused '{Verb(line)}': {reply.Code} {reply.Data}"),
            };
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<AgiReply> ExchangeAsync(string line, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = limit == Timeout.InfiniteTimeSpan ? new CancellationTokenSource() : new CancellationTokenSource(limit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _connection.WriteLineAsync(line, both.Token).ConfigureAwait(false);
            return await ReadReplyAsync(line, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AgiProtocolException($"Asterisk did not answer '{Verb(line)}' within {limit.TotalSeconds:0.#} s.");
        }
    }

    private async Task<AgiReply> ReadReplyAsync(string line, CancellationToken cancellationToken)
    {
        var text = await _connection.NextAsync(cancellationToken).ConfigureAwait(false);

        // "520-Invalid command syntax" begins several lines of usage; "520 End of proper usage." is the last.
        if (text.StartsWith("520-", StringComparison.Ordinal))
        {
            var usage = text[4..];
            for (var lines = 0; !text.StartsWith("520 ", StringComparison.Ordinal); lines++)
            {
                if (lines == _options.MaxEnvironmentLines)
                    throw new AgiProtocolException("The usage of a command does not end.");
                text = await _connection.NextAsync(cancellationToken).ConfigureAwait(false);
            }

            return new AgiReply(520, "", usage, null);
        }

        // A variable may hold line breaks; its value goes on until the parenthesis is closed.
        for (var lines = 0; text.StartsWith("200 result=1 (", StringComparison.Ordinal) && !text.Contains(')', StringComparison.Ordinal); lines++)
        {
            if (lines == _options.MaxEnvironmentLines)
                throw new AgiProtocolException("The value of a variable does not end.");
            text += "\n" + await _connection.NextAsync(cancellationToken).ConfigureAwait(false);
        }

        return AgiReply.Parse(text) ?? throw new AgiProtocolException($"Not an answer to '{Verb(line)}': {text}");
    }

    // The first words of a command, without arguments: those may be secret.
    private static string Verb(string line)
    {
        var quote = line.IndexOf('"', StringComparison.Ordinal);
        return (quote < 0 ? line : line[..quote]).TrimEnd();
    }

    private string? Known(string name) => this[name] is { Length: > 0 } value && value != "unknown" ? value : null;

    private static List<string> ArgumentsOf(IReadOnlyDictionary<string, string> environment)
    {
        var arguments = new List<string>();
        while (environment.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"agi_arg_{arguments.Count + 1}"), out var argument))
            arguments.Add(argument);
        return arguments;
    }
}
