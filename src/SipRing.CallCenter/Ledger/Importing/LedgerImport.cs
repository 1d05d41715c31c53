using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Importing;

/// <summary>
/// Reads the history of a PBX into the ledger: one file, a folder with a rotated set, or a table of its database. What was read
/// before, under whatever name, is left out; a run that was stopped goes on where it ended. Safe beside a running server.
/// </summary>
public sealed class LedgerImport(Database database)
{
    /// <param name="path">A file, or a folder: of it, the files that hold such lines.</param>
    /// <param name="pbx">The PBX that the facts belong to.</param>
    /// <param name="kind">Which log.</param>
    /// <param name="zone">Zone of the machine that wrote it; queue_log does not need one.</param>
    /// <param name="progress">Told after every transaction.</param>
    /// <param name="cancellationToken">Stops between two transactions.</param>
    /// <exception cref="FileNotFoundException">There is nothing at that path, or no such log in that folder.</exception>
    public async Task<ImportResult> RunAsync(
        string path, string pbx, LogKind kind, TimeZoneInfo zone, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var files = await FilesAsync(path, kind, zone, cancellationToken);
        long read = 0, broken = 0;
        var unfinished = false;
        for (var i = 0; i < files.Count; i++)
        {
            await using var reader = await LogFileReader.OpenAsync(database, pbx, kind, zone, files[i], cancellationToken);
            var (lines, bad) = (reader.Lines, reader.Broken);
            void Report() => progress?.Report(new(files[i], i + 1, files.Count, reader.Position, reader.File.Length, read + reader.Lines - lines));
            Report();
            // The last file may be one that Asterisk still writes.
            var last = i == files.Count - 1;
            while (await reader.StepAsync(finished: !last, null, cancellationToken))
                Report();
            read += reader.Lines - lines;
            broken += reader.Broken - bad;
            unfinished |= last && reader.Position < reader.File.Length;
        }

        return new(files.Count, read, broken, unfinished);
    }

    private static async Task<IReadOnlyList<string>> FilesAsync(string path, LogKind kind, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new FileNotFoundException($"There is no file and no folder {path}.");
        var files = await LogStart.InOrderAsync(kind, zone, Directory.EnumerateFiles(path), cancellationToken, onlyThisKind: true);
        return files.Count > 0 ? files : throw new FileNotFoundException($"No file in {path} holds lines of {kind.Text()}.");
    }
}

/// <param name="File">The file being read.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Position">Bytes of it read, those of earlier runs included.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="Lines">Lines read in this run.</param>
public sealed record ImportProgress(string File, int Number, int Files, long Position, long Length, long Lines);

/// <param name="Files">Files looked at.</param>
/// <param name="Lines">Lines read in this run; none if all were known.</param>
/// <param name="Broken">Of them, lines that could not be used; they are kept in the database.</param>
/// <param name="Unfinished">The last file ends in the middle of a line, which was left for the next run.</param>
public sealed record ImportResult(int Files, long Lines, long Broken, bool Unfinished);
