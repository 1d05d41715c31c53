using System.Text;
using System.Threading.Channels;

namespace SipRing.Asterisk.Ami;

/// <summary>
/// Records what crosses the wire of a manager connection into a file, to be given to <see cref="AmiReplay"/> later. The client is
/// never held up: when the disk is too slow, or the file reaches its limit, the recording ends (and <see cref="Ended"/> says why)
/// rather than have a gap.
/// </summary>
/// <remarks>
/// <para>
/// The format: a first line <c>SipRing AMI recording 1</c>, then records. A record is a line with the time (UTC, ISO 8601, seven
/// decimals), a space, the kind, a space, the number of bytes in decimal; then a line feed, exactly that many bytes, and
/// a line feed. Kinds: <c>+</c> a connection was opened, <c>&lt;</c> received, <c>&gt;</c> sent, <c>-</c> the connection is gone.
/// Bytes received are cut as the network cut them; each record of sent bytes is one whole action.
/// </para>
/// <para>
/// Secrets are masked: the value of <c>Secret</c> in every action, that of <c>Key</c> in <c>Login</c>, are replaced by <c>***</c>.
/// What is received is kept as it came: numbers of callers, names, variables. Treat a recording as personal data.
/// </para>
/// </remarks>
public sealed class AmiRecorder : IAmiWireTap, IAsyncDisposable
{
    private const int LongestQueue = 10_000;
    private readonly Channel<AmiRecord> _records = Channel.CreateBounded<AmiRecord>(new BoundedChannelOptions(LongestQueue) { SingleReader = true });
    private readonly Stream _file;
    private readonly TimeProvider _time;
    private readonly long _maxBytes;
    private readonly Task _writing;

    /// <summary>Creates the file, readable by its owner only. It must not exist yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">Null for the system's time.</param>
    /// <param name="maxBytes">Where the recording ends at the latest. Default 1 GiB.</param>
    /// <exception cref="IOException">It exists, or cannot be created.</exception>
    public AmiRecorder(string path, TimeProvider? time = null, long maxBytes = 1L << 30)
    {
        _time = time ?? TimeProvider.System;
        _maxBytes = maxBytes;
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows())
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new FileStream(path, how);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Why the recording ended before its time; null while it goes on.</summary>
    public string? Ended { get; private set; }

    /// <inheritdoc/>
    public void Opened() => Add(AmiRecordKind.Opened, []);

    /// <inheritdoc/>
    public void Received(ReadOnlySpan<byte> bytes) => Add(AmiRecordKind.Received, bytes.ToArray());

    /// <inheritdoc/>
    public void Sent(ReadOnlySpan<byte> bytes) => Add(AmiRecordKind.Sent, Masked(bytes));

    /// <inheritdoc/>
    public void Closed() => Add(AmiRecordKind.Closed, []);

    /// <summary>Writes what is left and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        _records.Writer.TryComplete();
        await _writing.ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    internal static byte[] Masked(ReadOnlySpan<byte> action)
    {
        var lines = Encoding.UTF8.GetString(action).Split("\r\n");
        var login = lines[0].Equals("Action: Login", StringComparison.OrdinalIgnoreCase);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("Secret:", StringComparison.OrdinalIgnoreCase))
                lines[i] = "Secret: ***";
            else if (login && lines[i].StartsWith("Key:", StringComparison.OrdinalIgnoreCase))
                lines[i] = "Key: ***";
        }

        return Encoding.UTF8.GetBytes(string.Join("\r\n", lines));
    }

    private void Add(AmiRecordKind kind, byte[] bytes)
    {
        if (Ended is null && !_records.Writer.TryWrite(new AmiRecord(_time.GetUtcNow(), kind, bytes)) && _records.Writer.TryComplete())
            Ended = "The disk is too slow to record all that is received.";
    }

    private async Task WriteAsync()
    {
        try
        {
            await _file.WriteAsync(Encoding.ASCII.GetBytes(AmiRecordingFormat.Title + "\n")).ConfigureAwait(false);
            await foreach (var record in _records.Reader.ReadAllAsync().ConfigureAwait(false))
            {
                if (_file.Position + record.Bytes.Length > _maxBytes)
                {
                    End($"The recording has reached its limit of {_maxBytes} bytes.");
                    break;
                }

                await _file.WriteAsync(AmiRecordingFormat.Head(record)).ConfigureAwait(false);
                await _file.WriteAsync(record.Bytes).ConfigureAwait(false);
                _file.WriteByte((byte)'\n');
                if (!_records.Reader.TryPeek(out _))
                    await _file.FlushAsync().ConfigureAwait(false);
            }
        }
        catch (IOException exception)
        {
            End(exception.Message);
        }
    }

    private void End(string why)
    {
        Ended = why;
        _records.Writer.TryComplete();
    }
}
