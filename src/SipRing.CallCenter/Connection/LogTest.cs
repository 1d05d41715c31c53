using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Settings;
using static SipRing.CallCenter.Connection.FindingState;

namespace SipRing.CallCenter.Connection;

/// <summary>Tries where queue_log lies: whether it can be read, whether it is one, how old its last line is.</summary>
internal sealed class LogTest(ExistingPbx pbx, SecretBox box, TimeProvider time)
{
    private const int Tail = 16 * 1024;
    private static readonly TimeSpan s_recent = TimeSpan.FromDays(2);

    public async IAsyncEnumerable<ConnectionFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        switch (pbx.Facts)
        {
            case FactsSource.Events:
                yield return new(ConnectionStep.Log, Warning, "facts-from-events", "Reports are made of manager events until a log is set: calls of times when SipRing did not run, or was not connected, are missing.");
                break;
            case FactsSource.File:
                yield return await ReadAsync(LocalLogs.Instance, pbx.LogFile, cancellationToken);
                break;
            case FactsSource.Sftp:
                await foreach (var finding in SftpAsync(cancellationToken))
                    yield return finding;
                break;
            case FactsSource.Table:
                break;
        }
    }

    private async IAsyncEnumerable<ConnectionFinding> SftpAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var login = PbxReach.Sftp(pbx, box);
        using var logs = new SftpLogs(login);
        ConnectionFinding? problem = null;
        try
        {
            await logs.ExistsAsync(pbx.LogFile, cancellationToken);
        }
        catch (SftpHostKeyException e) when (login.HostKey.Length == 0)
        {
            problem = new(ConnectionStep.Log, Note, "host-key-new", $"The host shows the key {e.Shown}. Compare it with what ssh-keygen says there; it is entered into the form now. Test again.", "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub\n", e.Shown);
        }
        catch (SftpHostKeyException e)
        {
            problem = new(ConnectionStep.Log, Bad, "host-key-other", $"The host shows the key {e.Shown}, not the one that is known. Was it installed anew? If not, somebody is in between.", null, e.Shown);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = new(ConnectionStep.Log, Bad, "sftp-refused", $"SFTP does not work: {e.Message}", PasteLines.AuthorizedKey(pbx.SftpUser), e.Message);
        }

        if (problem is not null)
        {
            yield return problem;
            yield break;
        }

        yield return new(ConnectionStep.Log, Good, "sftp-reached", $"{login} answers over SFTP.", null, login.ToString());
        var read = await ReadAsync(logs, pbx.LogFile, cancellationToken);
        yield return read;
        if (read.State != Bad && await logs.MayWriteAsync(pbx.LogFile, cancellationToken))
            yield return new(ConnectionStep.Log, Warning, "sftp-may-write", "This key may also write. Reading is enough: put this before it in authorized_keys.", PasteLines.AuthorizedKey(pbx.SftpUser));
    }

    private async Task<ConnectionFinding> ReadAsync(ILogPlace place, string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = await place.OpenAsync(path, cancellationToken);
            file.Position = Math.Max(0, file.Length - Tail);
            var bytes = new byte[Tail];
            var read = await file.ReadAtLeastAsync(bytes, Tail, throwOnEndOfStream: false, cancellationToken);
            var parser = new QueueLogParser();
            long last = 0;
            foreach (var line in Encoding.UTF8.GetString(bytes, 0, read).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                if (parser.TryParse(Encoding.UTF8.GetBytes(line), out var record) == LineDefect.None)
                    last = record.TimeMs;
            }

            if (last == 0)
            {
                return file.Length == 0
                    ? new(ConnectionStep.Log, Warning, "log-empty", $"{path} is empty yet: make a call to a queue and test again.", null, path)
                    : new(ConnectionStep.Log, Bad, "log-other", $"{path} can be read, but is no queue_log.", null, path);
            }

            var at = DateTimeOffset.FromUnixTimeMilliseconds(last);
            var text = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(pbx.TimeZone)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            return time.GetUtcNow() - at > s_recent
                ? new(ConnectionStep.Log, Warning, "log-old", $"The last line of {path} is of {text}: is it the one that Asterisk writes now?", null, path, text)
                : new(ConnectionStep.Log, Good, "log-recent", $"The last line of the log is of {text}.", null, text);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(ConnectionStep.Log, Bad, "log-missing", $"There is no file {path}.", null, path);
        }
        catch (UnauthorizedAccessException)
        {
            return new(ConnectionStep.Log, Bad, "log-denied", $"{path} may not be read by the user that SipRing runs as, or logs in as.", "usermod -aG asterisk sipring\n", path);
        }
        catch (IOException e)
        {
            return new(ConnectionStep.Log, Bad, "log-unread", $"{path} cannot be read: {e.Message}", null, path, e.Message);
        }
    }
}
