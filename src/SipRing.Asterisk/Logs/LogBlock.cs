namespace SipRing.Asterisk.Logs;

/// <summary>Whole lines read from a log file in one go.</summary>
public sealed class LogBlock
{
    private const int Size = 1 << 20;

    // No log has such lines; a hole of NUL bytes after a power failure may be as long as it likes.
    private const int LongestWithoutEnd = 8 << 20;
    private byte[] _buffer = new byte[Size];
    private int _length;

    /// <summary>Offset in the file of the first byte.</summary>
    public long From { get; private set; }

    /// <summary>Offset behind the last whole line.</summary>
    public long To => From + _length;

    /// <summary>The whole lines, each with its line feed.</summary>
    public ReadOnlyMemory<byte> Lines => _buffer.AsMemory(0, _length);

    /// <summary>
    /// Reads what is there, at most about a mebibyte, up to the last line feed. A half-written line stays unread until its line
    /// feed comes; with <paramref name="finished"/> (nobody writes this file any more) it is taken as it is.
    /// False: nothing (whole) to read.
    /// </summary>
    public async ValueTask<bool> ReadAsync(Stream file, long offset, bool finished, CancellationToken cancellationToken)
    {
        From = offset;
        _length = 0;
        file.Position = offset;
        var filled = 0;
        while (true)
        {
            var got = await file.ReadAtLeastAsync(_buffer.AsMemory(filled), _buffer.Length - filled, throwOnEndOfStream: false, cancellationToken);
            filled += got;
            var last = _buffer.AsSpan(0, filled).LastIndexOf((byte)'\n');
            if (last >= 0)
                _length = last + 1;
            else if (finished || filled >= LongestWithoutEnd)
                _length = filled;
            else if (filled == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            if (_length > 0 || got == 0 || filled < _buffer.Length)
                return _length > 0;
        }
    }
}
