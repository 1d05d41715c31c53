using System.Diagnostics;
using System.Globalization;
using SipRing.Testing.Net;

namespace SipRing.Testing.Pbx;

/// <summary>A private sshd on 127.0.0.1 that this user's new key may only read files by.</summary>
public sealed class SftpHost : IAsyncDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sipring-sshd-");
    private Process? _process;

    private SftpHost()
    {
    }

    public int Port { get; } = FreePorts.Next();

    public string PrivateKey => File.ReadAllText(Path.Combine(_folder.FullName, "user"));

    /// <summary>The fingerprint of its key.</summary>
    public string HostKey { get; private set; } = "";

    public static async Task<SftpHost> StartAsync()
    {
        var host = new SftpHost();
        try
        {
            await host.MakeKeyAsync("host");
            await host.MakeKeyAsync("user");
            host.HostKey = (await RunAsync("ssh-keygen", "-lf", host.PathOf("host.pub"))).Split(' ')[1];
            await File.WriteAllTextAsync(host.PathOf("authorized"), "restrict,command=\"internal-sftp -R\" " + await File.ReadAllTextAsync(host.PathOf("user.pub")));
            await File.WriteAllTextAsync(host.PathOf("config"), string.Create(CultureInfo.InvariantCulture, $"""
                Port {host.Port}
                ListenAddress 127.0.0.1
                HostKey {host.PathOf("host")}
                PidFile none
                AuthorizedKeysFile {host.PathOf("authorized")}
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                UsePAM no
                StrictModes no
                Subsystem sftp internal-sftp -R
                """) + "\n");
            await host.StartAgainAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async Task StartAgainAsync()
    {
        // It changes into this folder before it drops its rights, and the package makes it at the boot only.
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/sshd", ["-D", "-e", "-f", PathOf("config")]) { RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        await Until.TrueAsync("sshd listens", s_limit, async () =>
        {
            try
            {
                using var tcp = new System.Net.Sockets.TcpClient();
                await tcp.ConnectAsync("127.0.0.1", Port);
                return true;
            }
            catch (System.Net.Sockets.SocketException)
            {
                return _process.HasExited ? throw new InvalidOperationException($"sshd ended with {_process.ExitCode}") : false;
            }
        });
    }

    /// <summary>Ends it and its sessions, as a machine that is switched off.</summary>
    public void Stop()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
    }

    public ValueTask DisposeAsync()
    {
        Stop();
        _process?.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private Task<string> MakeKeyAsync(string name) => RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "test", "-f", PathOf(name));

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
    }
}
