using System.Net.Sockets;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace SipRing.Asterisk.Logs;

/// <summary>How a machine is reached over SFTP.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">Usually 22.</param>
/// <param name="User">Its account; one that may only read is enough.</param>
/// <param name="PrivateKey">The private key in the form that ssh-keygen writes, without a passphrase. Never logged.</param>
/// <param name="HostKey">The fingerprint of the host's key, <c>SHA256:…</c>; another host is refused.</param>
public sealed record SftpLogin(string Host, int Port, string User, string PrivateKey, string HostKey)
{
    /// <summary>Account and address, without the key.</summary>
    public override string ToString() => $"{User}@{Host}:{Port}";
}

/// <summary>The host showed another key than the one that is known: it may be another machine.</summary>
public sealed class SftpHostKeyException(string known, string shown) : IOException($"The host shows the key {shown}, but {known} is the one that is known.")
{
    /// <summary>The fingerprint that it shows now.</summary>
    public string Shown { get; } = shown;
}

/// <summary>The log files of another machine over SFTP. Reads only. One connection, made at first use and again after it was lost.</summary>
/// <param name="login">Where and as whom.</param>
public sealed class SftpLogs(SftpLogin login) : ILogPlace, IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(15);
    private readonly SemaphoreSlim _one = new(1, 1);
    private SftpClient? _client;
    private PrivateKeyFile? _key;

    /// <summary>The fingerprint that the host showed at the last attempt, also where it was refused.</summary>
    public string? ShownHostKey { get; private set; }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string path, CancellationToken cancellationToken) => RunAsync(client => client.ExistsAsync(path, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(string path, CancellationToken cancellationToken) => RunAsync<Stream>(
        async client =>
        {
            var file = await client.OpenAsync(path, FileMode.Open, FileAccess.Read, cancellationToken).ConfigureAwait(false);
            return path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? await LogFiles.UnpackAsync(file, cancellationToken).ConfigureAwait(false) : file;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> WithRotatedAsync(string path, CancellationToken cancellationToken) => RunAsync<IReadOnlyList<string>>(
        async client =>
        {
            var slash = path.LastIndexOf('/');
            var (folder, name) = (path[..(slash + 1)], path[(slash + 1)..]);
            var found = new List<string>();
            await foreach (var file in client.ListDirectoryAsync(folder, cancellationToken).ConfigureAwait(false))
            {
                if (!file.IsDirectory && LogFiles.IsRotated(name, file.Name))
                    found.Add(folder + file.Name);
            }

            found.Sort(StringComparer.Ordinal);
            return found;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<DateTime> WrittenAsync(string path, CancellationToken cancellationToken) =>
        RunAsync(async client => (await client.GetAttributesAsync(path, cancellationToken).ConfigureAwait(false)).LastWriteTimeUtc, cancellationToken);

    /// <summary>Whether this login could also change the file. Opens it for writing and closes it again; nothing is written.</summary>
    public async Task<bool> MayWriteAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(
                async client =>
                {
                    await using var file = await client.OpenAsync(path, FileMode.Open, FileAccess.Write, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <summary>Ends the connection.</summary>
    public void Dispose()
    {
        Drop();
        _one.Dispose();
    }

    private void Drop()
    {
        (_client, var client) = (null, _client);
        (_key, var key) = (null, _key);
        client?.Dispose();
        key?.Dispose();
    }

    private async Task<T> RunAsync<T>(Func<SftpClient, Task<T>> work, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await work(await ConnectedAsync(cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (SftpPathNotFoundException e)
        {
            throw new FileNotFoundException(e.Message, e);
        }
        catch (SftpPermissionDeniedException e)
        {
            throw new UnauthorizedAccessException($"{login} may not read it: {e.Message}", e);
        }
        catch (Exception e) when (e is SshException or SocketException or ObjectDisposedException)
        {
            Drop();
            throw new IOException($"{login} does not answer over SFTP: {e.Message}", e);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<SftpClient> ConnectedAsync(CancellationToken cancellationToken)
    {
        if (_client is { IsConnected: true } ready)
            return ready;
        Drop();
        _key = new PrivateKeyFile(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(login.PrivateKey)));
        var client = new SftpClient(new ConnectionInfo(login.Host, login.Port, login.User, new PrivateKeyAuthenticationMethod(login.User, _key)) { Timeout = s_limit })
        {
            KeepAliveInterval = s_limit,
            OperationTimeout = s_limit,
        };
        _client = client;
        ShownHostKey = null;
        client.HostKeyReceived += (_, host) =>
        {
            ShownHostKey = "SHA256:" + host.FingerPrintSHA256;
            host.CanTrust = ShownHostKey == login.HostKey;
        };
        try
        {
            await client.ConnectAsync(cancellationToken).ConfigureAwait(false);
            return client;
        }
        catch (SshConnectionException) when (ShownHostKey is { } shown && shown != login.HostKey)
        {
            Drop();
            throw new SftpHostKeyException(login.HostKey, shown);
        }
        catch
        {
            Drop();
            throw;
        }
    }
}
