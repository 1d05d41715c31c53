namespace SipRing.Asterisk.Ami;

/// <summary>Sees what crosses the wire of a manager connection. Called in order; must return at once and must not throw.</summary>
public interface IAmiWireTap
{
    /// <summary>A connection was opened.</summary>
    void Opened();

    /// <summary>Bytes came, in chunks as the network cut them.</summary>
    void Received(ReadOnlySpan<byte> bytes);

    /// <summary>One whole action, secrets included: a tap that keeps it must mask them.</summary>
    void Sent(ReadOnlySpan<byte> bytes);

    /// <summary>The connection is gone.</summary>
    void Closed();
}

/// <summary>Passes everything through and shows it to a tap.</summary>
internal sealed class AmiTappedStream : Stream
{
    private readonly Stream _inner;
    private readonly IAmiWireTap _tap;
    private int _closed;

    public AmiTappedStream(Stream inner, IAmiWireTap tap)
    {
        _inner = inner;
        _tap = tap;
        tap.Opened();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        if (read > 0)
            _tap.Received(buffer.Span[..read]);
        return read;
    }

    // Shown before it is written, so that an answer never comes before its question.
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _tap.Sent(buffer.Span);
        return _inner.WriteAsync(buffer, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => _inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && Interlocked.Exchange(ref _closed, 1) == 0)
        {
            _inner.Dispose();
            _tap.Closed();
        }

        base.Dispose(disposing);
    }
}
