using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using MySqlConnector;

namespace SipRing.Testing.Storage;

/// <summary>
/// A private MariaDB: own data folder, socket and port on 127.0.0.1, run as the current user. One serves a whole test run
/// (<see cref="SharedAsync"/>); each test makes a schema of its own in it. A machine without mariadbd fails, it is not skipped.
/// </summary>
public sealed class MariaDbServer : IAsyncDisposable
{
    private static readonly SemaphoreSlim s_gate = new(1, 1);
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static MariaDbServer? s_shared;
    private readonly string _folder;
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));
    private Process? _process;
    private int _schemas;

    private MariaDbServer(string folder) => _folder = folder;

    public int Port { get; private set; }

    /// <summary>Without a schema.</summary>
    public string ConnectionString =>
        new MySqlConnectionStringBuilder { Server = "127.0.0.1", Port = (uint)Port, UserID = "sipring", Password = _password, MaximumPoolSize = 20 }.ToString();

    /// <summary>The one of this test run; it ends with the process.</summary>
    public static async Task<MariaDbServer> SharedAsync()
    {
        await s_gate.WaitAsync();
        try
        {
            if (s_shared is null)
            {
                s_shared = await StartAsync();
                AppDomain.CurrentDomain.ProcessExit += (_, _) => s_shared.Remove();
            }

            return s_shared;
        }
        finally
        {
            s_gate.Release();
        }
    }

    public static async Task<MariaDbServer> StartAsync()
    {
        var server = new MariaDbServer(Directory.CreateTempSubdirectory("sipring-mariadb-").FullName);
        try
        {
            await server.InstallAsync();
            server.Port = FreePort();
            server.Launch();
            await server.WaitAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty schema and returns the connection string to it.</summary>
    public async Task<string> CreateSchemaAsync()
    {
        var name = "t" + Interlocked.Increment(ref _schemas).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var connection = new MySqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is a letter and a number made above.
        command.CommandText = $"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return new MySqlConnectionStringBuilder(ConnectionString) { Database = name }.ToString();
    }

    /// <summary>Ends the server as a power failure would.</summary>
    public void Kill()
    {
        _process?.Kill();
        _process?.WaitForExit();
    }

    /// <summary>Starts it again on the same data and port, after <see cref="Kill"/>.</summary>
    public async Task RestartAsync()
    {
        Launch();
        await WaitAsync();
    }

    public ValueTask DisposeAsync()
    {
        Remove();
        return ValueTask.CompletedTask;
    }

    private static string Tool(string name)
    {
        string[] folders = ["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"];
        return folders.Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException($"{name} is missing. Install it with: apt-get install mariadb-server");
    }

    private static int FreePort()
    {
        // Below the ephemeral range, so that no outgoing connection takes it between this look and the start.
        for (var i = 0; i < 200; i++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            var port = RandomNumberGenerator.GetInt32(20000, 32000);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: look at another one.
            }
        }

        throw new InvalidOperationException("No free port between 20000 and 32000.");
    }

    private async Task InstallAsync()
    {
        using var install = Process.Start(new ProcessStartInfo(
            Tool("mariadb-install-db"),
            ["--no-defaults", $"--user={Environment.UserName}", $"--datadir={_folder}/data", "--auth-root-authentication-method=normal", "--skip-test-db"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = install.StandardOutput.ReadToEndAsync();
        var error = install.StandardError.ReadToEndAsync();
        await install.WaitForExitAsync();
        if (install.ExitCode != 0)
            throw new InvalidOperationException($"mariadb-install-db ended with {install.ExitCode}: {await output}{await error}");
        await File.WriteAllTextAsync(
            $"{_folder}/init.sql",
            $"CREATE USER IF NOT EXISTS 'sipring'@'%' IDENTIFIED BY '{_password}';\nGRANT ALL PRIVILEGES ON *.* TO 'sipring'@'%';");
    }

    private void Launch() => _process = Process.Start(new ProcessStartInfo(
        Tool("mariadbd"),
        [
            "--no-defaults", $"--user={Environment.UserName}", $"--datadir={_folder}/data", $"--socket={_folder}/s", $"--pid-file={_folder}/pid",
            $"--port={Port}", "--bind-address=127.0.0.1", "--skip-name-resolve", $"--log-error={_folder}/error.log", $"--init-file={_folder}/init.sql",
            "--innodb-buffer-pool-size=128M", "--innodb-log-file-size=64M", "--max-connections=2000",
        ]));

    private async Task WaitAsync()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            if (_process!.HasExited)
                throw new InvalidOperationException($"mariadbd ended: {await File.ReadAllTextAsync($"{_folder}/error.log")}");
            try
            {
                await using var connection = new MySqlConnection(ConnectionString);
                await connection.OpenAsync();
                return;
            }
            catch (MySqlException) when (clock.Elapsed < s_startLimit)
            {
                await Task.Delay(50);
            }
        }
    }

    private void Remove()
    {
        if (_process is { HasExited: false })
            Kill();
        _process?.Dispose();
        _process = null;
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}
