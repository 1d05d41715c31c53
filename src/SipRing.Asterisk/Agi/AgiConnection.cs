using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Channels;

namespace SipRing.Asterisk.Agi;

/// <summary>
/// The lines of one AGI connection. They are read all the time, so that <c>HANGUP</c>, which comes unasked, is noticed while no
/// command is under way.
/// </summary>
internal sealed class AgiConnection(Stream stream, int maxLineBytes) : IAsyncDisposable
{
    private readonly PipeReader _reader = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
    private readonly CancellationTokenSource _hungUp = new();

    // Asterisk answers one command at a time; more lines than this wait for nobody.
    private readonly Channel<string> _lines = Channel.CreateBounded<string>(new BoundedChannelOptions(64) { SingleWriter = true });
    private readonly CancellationTokenSource _closing = new();
    private Task? _pump;

    /// <summary>Cancelled when the channel is gone.</summary>
    public CancellationToken HungUp => _hungUp.Token;

    /// <summary>Begins to read. Until then <see cref="ReadEnvironmentLineAsync"/> is used.</summary>
    public void Start() => _pump = PumpAsync(_closing.Token);

    /// <summary>The next line of the environment; null at the end of the stream.</summary>
    public ValueTask<string?> ReadEnvironmentLineAsync(CancellationToken cancellationToken) => ReadLineAsync(cancellationToken);

    /// <exception cref="AgiHangupException">The connection is gone.</exception>
    public async Task<string> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _lines.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException exception) when (exception.InnerException is AgiProtocolException violation)
        {
            throw violation;
        }
        catch (ChannelClosedException)
        {
            throw new AgiHangupException("Asterisk closed the AGI connection.");
        }
    }

    /// <exception cref="AgiHangupException">The connection is gone.</exception>
    public async Task WriteLineAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            throw new AgiHangupException("Asterisk closed the AGI connection.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
        if (_pump is not null)
            await _pump.ConfigureAwait(false);
        await _reader.CompleteAsync().ConfigureAwait(false);
        _hungUp.Dispose();
        _closing.Dispose();
    }

    private async Task PumpAsync(CancellationToken cancellationToken)
    {
        Exception? end = null;
        try
        {
            while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
            {
                if (line == "HANGUP")
                    await _hungUp.CancelAsync().ConfigureAwait(false);
                else
                    await _lines.Writer.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: nobody reads any more.
        }
        catch (AgiProtocolException exception)
        {
            end = exception;
        }

        _lines.Writer.TryComplete(end);
        if (!cancellationToken.IsCancellationRequested)
            await _hungUp.CancelAsync().ConfigureAwait(false);
    }

    private async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            ReadResult result;
            try
            {
                result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or ObjectDisposedException)
            {
                return null;
            }

            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = buffer.Slice(0, end);
                if (line.Length > maxLineBytes)
                    throw TooLong();
                var text = Encoding.UTF8.GetString(line).TrimEnd('\r');
                _reader.AdvanceTo(buffer.GetPosition(1, end));
                return text;
            }

            if (buffer.Length > maxLineBytes)
                throw TooLong();
            _reader.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
                return null;
        }
    }

    private AgiProtocolException TooLong() => new($"An AGI line is longer than {maxLineBytes} bytes.");
}
