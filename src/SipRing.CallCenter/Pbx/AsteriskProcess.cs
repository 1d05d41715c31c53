using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// The running Asterisk as a process: started in a session of its own, so that it outlives SipRing, and found again by
/// its pid file.
/// </summary>
public sealed class AsteriskProcess(PbxFolders folders, AsteriskTree tree) : IDisposable
{
    private static readonly TimeSpan s_commandLimit = TimeSpan.FromSeconds(10);
    private Process? _process;

    public int Id => _process?.Id ?? throw new InvalidOperationException("Asterisk was not started.");

    /// <summary>Takes over the Asterisk of this home folder that runs already. False where there is none.</summary>
    public bool TryAttach()
    {
        if (!File.Exists(folders.PidFile)
            || !int.TryParse(File.ReadAllText(folders.PidFile).AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            || !IsOurs(id))
            return false;
        try
        {
            _process = Process.GetProcessById(id);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <exception cref="PbxStartException">The program cannot be executed.</exception>
    public void Start()
    {
        File.Delete(folders.PidFile);
        // setsid: a Ctrl-C of the terminal and the end of SipRing do not reach Asterisk. The shell gives it files instead
        // of pipes, which would break when SipRing is killed.
        string[] shell = ["sh", "-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", folders.Console];
        var start = new ProcessStartInfo("setsid", [.. shell, .. tree.Command, "-C", folders.AsteriskConf, "-f", "-n"]) { WorkingDirectory = folders.Root };
        try
        {
            _process = Process.Start(start);
        }
        catch (Win32Exception e)
        {
            throw new PbxStartException($"Asterisk cannot be executed: {e.Message}. Is setsid (package util-linux) there?", e);
        }
    }

    public bool HasExited => _process is not { } process || process.HasExited;

    public Task WaitForExitAsync(CancellationToken cancellationToken) =>
        _process is { } process ? process.WaitForExitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Runs a command line of Asterisk's console and returns what it prints; empty where Asterisk does not answer.</summary>
    public async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(tree.Command[0], [.. tree.Command.Skip(1), "-C", folders.AsteriskConf, "-rx", command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_commandLimit);
        using var remote = Process.Start(start)!;
        try
        {
            remote.StandardInput.Close();
            var errors = remote.StandardError.ReadToEndAsync(limit.Token);
            var output = await remote.StandardOutput.ReadToEndAsync(limit.Token);
            await errors;
            await remote.WaitForExitAsync(limit.Token);
            return remote.ExitCode == 0 ? output : "";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "";
        }
        finally
        {
            if (!remote.HasExited)
                remote.Kill();
        }
    }

    public void Kill()
    {
        if (_process is { HasExited: false } process)
            process.Kill();
    }

    public void Dispose() => _process?.Dispose();

    // A pid is reused: only a process that was started with our asterisk.conf is ours.
    private bool IsOurs(int id)
    {
        try
        {
            var arguments = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/cmdline")).Split('\0');
            return arguments.Contains(folders.AsteriskConf, StringComparer.Ordinal) && !arguments.Contains("-rx", StringComparer.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
