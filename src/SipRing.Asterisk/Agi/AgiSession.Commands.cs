using System.Globalization;

namespace SipRing.Asterisk.Agi;

public sealed partial class AgiSession
{
    /// <summary>Answers the channel if it is not answered yet.</summary>
    public Task AnswerAsync(CancellationToken cancellationToken) => DoAsync(AgiCommand.Line("ANSWER"), cancellationToken);

    /// <summary>Ends the call.</summary>
    public async Task HangupAsync(CancellationToken cancellationToken) =>
        await SendAsync(AgiCommand.Line("HANGUP"), _options.CommandTimeout, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Plays a prompt, which the first key interrupts, and gathers keys until <c>#</c>, the last digit or the timeout. After the last
    /// digit no <c>#</c> is waited for: one that follows goes to the next command, so let <paramref name="maxDigits"/> be more than is expected.
    /// </summary>
    /// <param name="prompt">A sound without extension; several are joined by <c>&amp;</c>.</param>
    /// <param name="timeout">Time after the prompt, and between two keys.</param>
    /// <param name="maxDigits">1 to 1024.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    /// <exception cref="AgiCommandException">The prompt cannot be played: no such file.</exception>
    public async Task<AgiDigits> GetDataAsync(string prompt, TimeSpan timeout, int maxDigits, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(maxDigits is > 0 and <= 1024, true, nameof(maxDigits));
        var line = AgiCommand.Line("GET DATA", prompt, Milliseconds(timeout), maxDigits.ToString(CultureInfo.InvariantCulture));
        var limit = _options.CommandTimeout + _options.LongestPrompt + (timeout * (maxDigits + 1));
        var reply = await AliveAsync(line, limit, cancellationToken).ConfigureAwait(false);
        return new AgiDigits(reply.Result, reply.Data == "timeout");
    }

    /// <summary>Plays a sound; any of the escape digits interrupts it and is returned.</summary>
    /// <param name="sound">Without extension.</param>
    /// <param name="escapeDigits">For example <c>0123456789*#</c>; empty = nothing interrupts it.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    /// <exception cref="AgiCommandException">It cannot be played: no such file.</exception>
    public async Task<AgiPlayback> StreamFileAsync(string sound, string escapeDigits, CancellationToken cancellationToken)
    {
        var line = AgiCommand.Line("STREAM FILE", sound, escapeDigits);
        var reply = await AliveAsync(line, _options.CommandTimeout + _options.LongestPrompt, cancellationToken).ConfigureAwait(false);
        return new AgiPlayback(Digit(reply), reply.EndPosition ?? 0);
    }

    /// <summary>Waits for one key; null when none came in time.</summary>
    public async Task<char?> WaitForDigitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var line = AgiCommand.Line("WAIT FOR DIGIT", Milliseconds(timeout));
        return Digit(await AliveAsync(line, _options.CommandTimeout + timeout, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The value of a variable or function of the channel; null where it is not set.</summary>
    public async Task<string?> GetVariableAsync(string name, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(AgiCommand.Line("GET VARIABLE", name), _options.CommandTimeout, cancellationToken).ConfigureAwait(false);
        return reply.Result == "1" ? reply.Data ?? "" : null;
    }

    /// <summary>Sets a variable of the channel; a leading <c>_</c> or <c>__</c> hands it down to its children.</summary>
    public Task SetVariableAsync(string name, string value, CancellationToken cancellationToken) =>
        DoAsync(AgiCommand.Line("SET VARIABLE", name, value), cancellationToken);

    /// <summary>
    /// Executes an application of the dialplan and waits for its end, however long that takes. Each argument reaches it as it is:
    /// a comma in a name does not begin the next argument.
    /// </summary>
    /// <exception cref="AgiCommandException">There is no such application, or it failed while the call goes on.</exception>
    /// <exception cref="AgiHangupException">The application ended the call, or the channel is gone.</exception>
    public async Task ExecAsync(string application, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var line = AgiCommand.Line("EXEC", application, AgiCommand.ApplicationArguments(arguments));
        var reply = await AliveAsync(line, Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
        if (reply.Number == -2)
            throw new AgiCommandException($"Asterisk has no application '{application}'.");
    }

    /// <summary>Where the dialplan goes on afterwards: the context.</summary>
    public Task SetContextAsync(string context, CancellationToken cancellationToken) =>
        DoAsync(AgiCommand.Line("SET CONTEXT", context), cancellationToken);

    /// <summary>Where the dialplan goes on afterwards: the extension.</summary>
    public Task SetExtensionAsync(string extension, CancellationToken cancellationToken) =>
        DoAsync(AgiCommand.Line("SET EXTENSION", extension), cancellationToken);

    /// <summary>Where the dialplan goes on afterwards: the priority, a number or a label.</summary>
    public Task SetPriorityAsync(string priority, CancellationToken cancellationToken) =>
        DoAsync(AgiCommand.Line("SET PRIORITY", priority), cancellationToken);

    /// <summary>Writes a line to Asterisk's own log.</summary>
    /// <param name="message">Not a secret: it appears on the console.</param>
    /// <param name="level">1 (default) to 4.</param>
    /// <param name="cancellationToken">Ends the session.</param>
    public Task VerboseAsync(string message, int level, CancellationToken cancellationToken) =>
        DoAsync(AgiCommand.Line("VERBOSE", message, level.ToString(CultureInfo.InvariantCulture)), cancellationToken);

    private async Task DoAsync(string line, CancellationToken cancellationToken) =>
        await AliveAsync(line, _options.CommandTimeout, cancellationToken).ConfigureAwait(false);

    // -1 stands for a caller who hung up, but for a sound that cannot be played and an application that failed as well. The
    // status of the channel tells: a dead one refuses the question.
    private async Task<AgiReply> AliveAsync(string line, TimeSpan limit, CancellationToken cancellationToken)
    {
        var reply = await SendAsync(line, limit, cancellationToken).ConfigureAwait(false);
        if (reply.Number != -1)
            return reply;
        if (!HungUp.IsCancellationRequested)
        {
            var status = await SendAsync(AgiCommand.Line("CHANNEL STATUS"), _options.CommandTimeout, cancellationToken).ConfigureAwait(false);
            if (status.Number != -1)
                throw new AgiCommandException($"Asterisk could not do '{Verb(line)}', though the call goes on.");
        }

        throw new AgiHangupException("The caller hung up.");
    }

    private static char? Digit(AgiReply reply) => reply.Number is > 0 and < 128 and var code ? (char)code : null;

    private static string Milliseconds(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero);
        return ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);
    }
}
