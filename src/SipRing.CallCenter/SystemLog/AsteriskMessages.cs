using System.Globalization;
using System.Text;
using Microsoft.Extensions.Hosting;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.SystemLog;

/// <summary>
/// What Asterisk itself complains of, from its file of warnings and errors. Begins where it ended before a restart of SipRing,
/// which the newest kept line tells. A flood is cut: a second shows so many lines and the number of the rest.
/// </summary>
internal sealed class AsteriskMessages(PbxFolders folders, SystemEventQueue queue, ISystemEvents kept, TimeProvider time) : BackgroundService
{
    private const int MostInALook = 100;
    private const int MostBytesInALook = 1 << 20;
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);
    private long _offset = -1;
    private string _rest = "";
    private DateTimeOffset _after;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            _after = await NewestAsync(stoppingToken);
            while (true)
            {
                Look();
                await Task.Delay(s_look, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process.
        }
    }

    private async Task<DateTimeOffset> NewestAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var newest = await kept.ListAsync(new(), asterisk: true, null, 1, cancellationToken);
                return newest is [var last] ? last.At : time.GetUtcNow();
            }
            catch (System.Data.Common.DbException)
            {
                // Until it is known where to begin, nothing is lost: the file waits.
                await Task.Delay(s_retry, time, cancellationToken);
            }
        }
    }

    private void Look()
    {
        var (taken, skipped) = (0, 0);
        foreach (var line in NewLines())
        {
            if (AsteriskMessage.Parse(line, TimeZoneInfo.Local) is not { } message || message.At <= _after)
                continue;
            if (++taken > MostInALook)
                skipped++;
            else
                queue.Add(message);
        }

        if (skipped > 0)
            queue.Add(new(time.GetUtcNow(), EntryLevel.Warning, NewSystemEvent.Asterisk, 0, string.Create(CultureInfo.InvariantCulture, $"{skipped} more lines within a second; see {folders.Messages}.")));
    }

    private IEnumerable<string> NewLines()
    {
        try
        {
            if (!File.Exists(folders.Messages))
                return [];
            using var file = new FileStream(folders.Messages, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

            // Shorter than before: it was trimmed or rotated.
            if (_offset < 0 || file.Length < _offset)
                (_offset, _rest) = (0, "");
            if (file.Length - _offset > MostBytesInALook)
                (_offset, _rest) = (file.Length - MostBytesInALook, "");
            file.Seek(_offset, SeekOrigin.Begin);
            var bytes = new byte[file.Length - _offset];
            var read = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            _offset += read;
            var lines = (_rest + Encoding.UTF8.GetString(bytes, 0, read)).Split('\n');
            _rest = lines[^1];
            return lines[..^1];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

/// <summary>A line such as <c>[2026-11-24 04:31:02.123] WARNING[4711][C-00000012] app_queue.c: text</c>.</summary>
internal static class AsteriskMessage
{
    private const string Time = "yyyy-MM-dd HH:mm:ss.fff";

    /// <summary>Null where the line is none, but the continuation of one.</summary>
    public static NewSystemEvent? Parse(string line, TimeZoneInfo zone)
    {
        var text = new string([.. line.Where(c => !char.IsControl(c))]);
        if (text.Length < Time.Length + 3 || text[0] != '[' || text.IndexOf(']', StringComparison.Ordinal) is var end && end != Time.Length + 1
            || !DateTime.TryParseExact(text[1..end], Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return null;
        var words = text[(end + 1)..].TrimStart();
        var name = words.IndexOf('[', StringComparison.Ordinal);
        var level = name < 0 ? null : words[..name] switch
        {
            "ERROR" => EntryLevel.Error,
            "WARNING" => EntryLevel.Warning,
            "NOTICE" => (EntryLevel?)EntryLevel.Information,
            _ => null,
        };
        var rest = level is null ? -1 : words.IndexOf(' ', StringComparison.Ordinal);
        if (rest < 0)
            return null;
        return new(new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime(), level!.Value, NewSystemEvent.Asterisk, 0, words[(rest + 1)..].Trim());
    }
}
