using System.IO.Compression;

namespace SipRing.Asterisk.Logs;

/// <summary>A log file and the ones it was rotated to.</summary>
public static class LogFiles
{
    /// <summary>
    /// Opens a log for reading while others write, rename or delete it. A file that ends in <c>.gz</c> is unpacked into a
    /// temporary file that vanishes when it is closed, for positions count unpacked bytes.
    /// </summary>
    public static async Task<Stream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            return file;
        return await UnpackAsync(file, cancellationToken);
    }

    /// <summary>The unpacked content in a temporary file; closes the packed one.</summary>
    internal static async Task<Stream> UnpackAsync(Stream packed, CancellationToken cancellationToken)
    {
        await using (packed)
        {
            var unpacked = new FileStream(
                Path.GetTempFileName(), FileMode.Truncate, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
            await using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            await gzip.CopyToAsync(unpacked, cancellationToken);
            return unpacked;
        }
    }

    /// <summary>The file itself and its rotated ones: same folder, same name with something behind it (<c>.1</c>, <c>-20261123</c>, <c>.3.gz</c>).</summary>
    public static IReadOnlyList<string> WithRotated(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var name = Path.GetFileName(path);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, name + "*").Where(f => IsRotated(name, Path.GetFileName(f))).Order(StringComparer.Ordinal)]
            : [];
    }

    internal static bool IsRotated(string name, string file)
    {
        if (!file.StartsWith(name, StringComparison.Ordinal))
            return false;
        if (file == name)
            return true;
        // "Master.csv.1" and "queue_log-20261123.gz" belong to it, "queue_log_old.txt" and "queue_log.swp" do not.
        var rest = file.AsSpan(name.Length);
        if (rest.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            rest = rest[..^3];
        return rest.Length > 1 && rest[0] is '.' or '-' && !rest[1..].ContainsAnyExcept("0123456789-.");
    }
}
