namespace SipRing.Asterisk.Logs;

/// <summary>Where log files lie: this machine, or another one. A file that is open stays readable after it was renamed or deleted.</summary>
public interface ILogPlace
{
    /// <summary>Whether there is a file of that name now.</summary>
    Task<bool> ExistsAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a log for reading while others write, rename or delete it. A file that ends in <c>.gz</c> is unpacked into a
    /// temporary file that vanishes when it is closed, for positions count unpacked bytes.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such file (any more).</exception>
    Task<Stream> OpenAsync(string path, CancellationToken cancellationToken);

    /// <summary>The file itself and its rotated ones, by name.</summary>
    Task<IReadOnlyList<string>> WithRotatedAsync(string path, CancellationToken cancellationToken);

    /// <summary>When it was written last.</summary>
    /// <exception cref="FileNotFoundException">There is no such file (any more).</exception>
    Task<DateTime> WrittenAsync(string path, CancellationToken cancellationToken);
}

/// <summary>The files of this machine and its mounts.</summary>
public sealed class LocalLogs : ILogPlace
{
    /// <summary>The only one: it holds nothing.</summary>
    public static LocalLogs Instance { get; } = new();

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string path, CancellationToken cancellationToken) => Task.FromResult(File.Exists(path));

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(string path, CancellationToken cancellationToken) => LogFiles.OpenAsync(path, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> WithRotatedAsync(string path, CancellationToken cancellationToken) => Task.FromResult(LogFiles.WithRotated(path));

    /// <inheritdoc/>
    public Task<DateTime> WrittenAsync(string path, CancellationToken cancellationToken) => Task.FromResult(File.GetLastWriteTimeUtc(path));
}
