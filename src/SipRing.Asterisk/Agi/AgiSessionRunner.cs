using Microsoft.Extensions.Logging;

namespace SipRing.Asterisk.Agi;

/// <summary>One connection from its environment to the end of its handler.</summary>
internal sealed partial class AgiSessionRunner(
    Stream stream,
    AgiServerOptions options,
    IReadOnlyDictionary<string, IAgiHandler> handlers,
    TimeProvider time,
    ILogger logger)
{
    /// <param name="stopping">The handler is asked to end.</param>
    /// <param name="killing">The connection is closed under it.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken killing)
    {
        var connection = new AgiConnection(stream, options.MaxLineBytes);
        await using var _ = connection.ConfigureAwait(false);
        await using var kill = killing.UnsafeRegister(static state => ((Stream)state!).Dispose(), stream).ConfigureAwait(false);
        var script = "";
        try
        {
            var environment = await ReadEnvironmentAsync(connection, stopping).ConfigureAwait(false);
            connection.Start();
            var session = new AgiSession(connection, environment, options, time);
            script = session.Script;
            if (handlers.TryGetValue(script, out var handler))
                await handler.HandleAsync(session, stopping).ConfigureAwait(false);
            else
                Log.NoHandler(logger, script);
        }
        catch (AgiHangupException)
        {
            Log.HungUp(logger, script);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            Log.Stopped(logger, script);
        }
        catch (AgiException exception)
        {
            Log.Failed(logger, script, exception.Message);
        }
        catch (Exception exception)
        {
            // A fault of one call must not end the server; the dialplan goes on without an answer.
            Log.Fault(logger, script, exception);
        }
    }

    private async Task<Dictionary<string, string>> ReadEnvironmentAsync(AgiConnection connection, CancellationToken stopping)
    {
        using var late = new CancellationTokenSource(options.EnvironmentTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        var environment = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            for (var lines = 0; ; lines++)
            {
                var line = await connection.ReadEnvironmentLineAsync(both.Token).ConfigureAwait(false)
                    ?? throw new AgiProtocolException("The connection ended within the AGI environment.");
                if (line.Length == 0)
                    return environment;
                if (lines == options.MaxEnvironmentLines)
                    throw new AgiProtocolException($"The AGI environment has more than {options.MaxEnvironmentLines} lines.");
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                if (colon <= 0)
                    throw new AgiProtocolException("The AGI environment holds a line without a name.");
                environment[line[..colon]] = line[(colon + 1)..].TrimStart(' ');
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            throw new AgiProtocolException($"The AGI environment did not come within {options.EnvironmentTimeout.TotalSeconds:0.#} s.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1100, LogLevel.Error, "Asterisk asked for the AGI script '{Script}', which does not exist")]
        public static partial void NoHandler(ILogger logger, string script);

        [LoggerMessage(1101, LogLevel.Debug, "AGI script '{Script}': the caller hung up")]
        public static partial void HungUp(ILogger logger, string script);

        [LoggerMessage(1107, LogLevel.Information, "AGI script '{Script}' was ended by the stop of the server")]
        public static partial void Stopped(ILogger logger, string script);

        [LoggerMessage(1102, LogLevel.Warning, "AGI script '{Script}' failed: {Reason}")]
        public static partial void Failed(ILogger logger, string script, string reason);

        [LoggerMessage(1103, LogLevel.Error, "AGI script '{Script}' ended by a fault of this program")]
        public static partial void Fault(ILogger logger, string script, Exception exception);
    }
}
