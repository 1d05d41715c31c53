using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>
/// Follows one log of a running Asterisk through rotation by rename, truncation and replacement. Files are known by content:
/// when the name shows another one, the old one is read to its end first, then whatever was written in between, then the new.
/// </summary>
internal sealed class LogFollower(Database database, string pbx, LogKind kind, TimeZoneInfo zone, string path, ILogPlace? place = null) : ILogSource
{
    private readonly ILogPlace _place = place ?? LocalLogs.Instance;
    private LogFileReader? _current;

    public string Path => path;
    public LogKind Kind => kind;
    public long LastMs => _current?.LastMs ?? 0;
    public long Broken => _current?.Broken ?? 0;

    /// <summary>Bytes not read yet, a half line included.</summary>
    public long Behind => _current is { } reader && reader.File.CanRead ? Math.Max(0, reader.File.Length - reader.Position) : 0;

    /// <summary>Reads everything there is. After an exception the follower goes on with what is stored.</summary>
    public async Task<bool> PollAsync(Action? changed, CancellationToken cancellationToken)
    {
        try
        {
            // Of a file of which nothing was read, nothing is known by which to recognise it: open it anew.
            if (_current is null || _current.Position == 0 || !await IsCurrentAsync(cancellationToken))
            {
                await DrainAsync(changed, cancellationToken);
                if (!await CatchUpAsync(changed, cancellationToken))
                    return false;
            }

            var any = false;
            while (await _current!.StepAsync(finished: false, changed, cancellationToken))
                any = true;
            return any;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_current is { } reader)
        {
            _current = null;
            await reader.DisposeAsync();
        }
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        // Between rename and reopening there is no such file; the old one may still grow.
        if (!await _place.ExistsAsync(path, cancellationToken))
            return true;
        try
        {
            await using var file = await _place.OpenAsync(path, cancellationToken);
            return _current!.IsSame(file);
        }
        catch (FileNotFoundException)
        {
            return true;
        }
    }

    // The open handle still shows the old file, even if it was renamed or deleted.
    private async Task DrainAsync(Action? changed, CancellationToken cancellationToken)
    {
        if (_current is not { } reader)
            return;
        if (reader.Position > 0 && reader.IsSame(reader.File))
        {
            while (await reader.StepAsync(finished: true, changed, cancellationToken))
                cancellationToken.ThrowIfCancellationRequested();
        }

        await DisposeAsync();
    }

    private async Task<bool> CatchUpAsync(Action? changed, CancellationToken cancellationToken)
    {
        var files = await LogStart.InOrderAsync(kind, zone, await _place.WithRotatedAsync(path, cancellationToken), cancellationToken, place: _place);
        foreach (var file in files.Where(f => System.IO.Path.GetFileName(f) != System.IO.Path.GetFileName(path)))
        {
            await using var reader = await LogFileReader.OpenAsync(database, pbx, kind, zone, file, cancellationToken, _place);
            // Until Asterisk opens a new file under the old name, it goes on writing to the renamed one.
            while (await reader.StepAsync(await _place.ExistsAsync(path, cancellationToken), changed, cancellationToken))
                cancellationToken.ThrowIfCancellationRequested();
        }

        if (!await _place.ExistsAsync(path, cancellationToken))
            return false;
        _current = await LogFileReader.OpenAsync(database, pbx, kind, zone, path, cancellationToken, _place);
        return true;
    }
}
