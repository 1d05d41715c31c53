using System.Globalization;
using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Pbx;

/// <inheritdoc cref="IOwnAsterisk"/>
public sealed partial class OwnAsterisk(SipRingHome home, SipRingSettings settings, PbxOptions options, TimeProvider time, ILogger<OwnAsterisk> logger)
    : IOwnAsterisk, IAsyncDisposable
{
    private static readonly TimeSpan s_bootLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_bootPoll = TimeSpan.FromMilliseconds(25);
    private const long LeastFreeBytes = 64 * 1024 * 1024;

    private readonly PbxFolders _folders = new(home);
    private readonly CancellationTokenSource _ending = new();
    private AsteriskProcess? _process;
    private int _disposed;
    private PbxSecrets? _secrets;
    private AsteriskTree? _tree;
    private Task _supervision = Task.CompletedTask;
    private volatile OwnAsteriskStatus _status = new(OwnAsteriskState.Stopped, time.GetUtcNow());

    public OwnAsteriskStatus Status => _status;

    public event Action<OwnAsteriskStatus>? StatusChanged;

    public AmiLogin DailyLogin => new(settings.Ami, "sipring", Secrets.Daily);

    public AmiLogin ConfigurationLogin => new(settings.Ami, "sipring-config", Secrets.Configuration);

    /// <summary>The program that is used.</summary>
    /// <exception cref="PbxStartException">There is none.</exception>
    public AsteriskTree Tree => _tree ??= options.TreeFolder is { } folder
        ? AsteriskTree.InTree(folder) ?? throw new PbxStartException($"There is no Asterisk in {folder}; run pbx/fetch-asterisk.")
        : AsteriskTree.Find();

    private PbxSecrets Secrets => _secrets ??= PbxSecrets.LoadOrCreate(_folders);

    public async Task StartAsync(IProgress<string> progress, CancellationToken cancellationToken)
    {
        var stamp = Provision();
        _process = new(_folders, Tree);
        try
        {
            if (await TryAdoptAsync(stamp, progress, cancellationToken))
                return;
            if (PbxPorts.FirstProblem(settings) is { } problem)
                throw new PbxStartException(problem);
            progress.Report($"starting Asterisk {Tree.Version}");
            PbxLogFiles.Trim(_folders);
            OpenRecordings.Finish(_folders);
            await BootAsync(stamp, cancellationToken);
            _supervision = SuperviseAsync(stamp, _ending.Token);
        }
        catch
        {
            Change(OwnAsteriskState.Stopped);
            throw;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        await _supervision.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_process is { HasExited: false })
            await EndAsync(cancellationToken);
        Change(OwnAsteriskState.Stopped);
    }

    /// <summary>Lets go of a running Asterisk without ending it; the next SipRing takes it over.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        await _ending.CancelAsync();
        await _supervision.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process?.Dispose();
        _ending.Dispose();
    }

    private string Provision()
    {
        _folders.CheckPath();
        try
        {
            Directory.CreateDirectory(home.Root);
            if (new DriveInfo(home.Root).AvailableFreeSpace < LeastFreeBytes)
                throw new PbxStartException($"The disk that holds {home.Root} is full; free some space or choose another folder with --home DIR.");
            return PbxProvisioning.Write(_folders, Tree, settings, options, Secrets);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new PbxStartException($"SipRing may not write to {_folders.Root}: {e.Message} Give its user the right, or choose another folder with --home DIR.", e);
        }
        catch (IOException e)
        {
            throw new PbxStartException($"The files of Asterisk cannot be written to {_folders.Root}: {e.Message}", e);
        }
    }

    private async Task<bool> TryAdoptAsync(string stamp, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (!_process!.TryAttach())
            return false;
        var same = File.Exists(_folders.StartStamp) && await File.ReadAllTextAsync(_folders.StartStamp, cancellationToken) == stamp;
        if (same && await IsBootedAsync(cancellationToken))
        {
            progress.Report("taking over the running Asterisk");
            LogAdopted(_process.Id);
            Change(OwnAsteriskState.Running);
            _supervision = SuperviseAsync(stamp, _ending.Token);
            return true;
        }

        progress.Report("ending an Asterisk that was started with other settings");
        LogReplaced(_process.Id);
        await EndAsync(cancellationToken);
        return false;
    }

    private async Task BootAsync(string stamp, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        Change(OwnAsteriskState.Starting);
        _process!.Start();
        while (!await IsBootedAsync(cancellationToken))
        {
            if (_process.HasExited || time.GetElapsedTime(started) > s_bootLimit)
            {
                _process.Kill();
                throw new PbxStartException($"Asterisk did not start: {PbxLogFiles.LastWords(_folders)} See {_folders.Messages} and {_folders.Console}.");
            }

            await Task.Delay(s_bootPoll, time, cancellationToken);
        }

        PbxFile.Write(_folders.StartStamp, stamp);
        LogStarted(_process.Id, (int)time.GetElapsedTime(started).TotalMilliseconds);
        Change(OwnAsteriskState.Running);
    }

    private async Task<bool> IsBootedAsync(CancellationToken cancellationToken) =>
        File.Exists(_folders.ControlSocket)
        && (await _process!.RunAsync("core waitfullybooted", cancellationToken)).Contains("fully booted", StringComparison.Ordinal);

    // The single place that starts it again. A start that fails or does not last is followed by a longer pause.
    private async Task SuperviseAsync(string stamp, CancellationToken cancellationToken)
    {
        var backOff = new RestartBackOff();
        while (!cancellationToken.IsCancellationRequested)
        {
            var upSince = time.GetTimestamp();
            await _process!.WaitForExitAsync(cancellationToken);
            var pause = backOff.Next(time.GetElapsedTime(upSince));
            LogDied(pause.TotalSeconds);
            Change(OwnAsteriskState.Down, "Asterisk ended; it is being started again.");
            await Task.Delay(pause, time, cancellationToken);
            try
            {
                OpenRecordings.Finish(_folders);
                await BootAsync(stamp, cancellationToken);
            }
            catch (Exception e) when (e is PbxStartException or IOException or UnauthorizedAccessException)
            {
                LogStartFailed(e);
                Change(OwnAsteriskState.Down, e.Message);
            }
        }
    }

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_stopLimit);
        try
        {
            await _process!.RunAsync("core stop now", limit.Token);
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It does not listen, or nobody wants to wait: it must not be left behind.
            _process!.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private void Change(OwnAsteriskState state, string? reason = null)
    {
        if (_status.State == state && _status.Reason == reason)
            return;
        _status = new(state, time.GetUtcNow(), state == OwnAsteriskState.Running ? _process!.Id : null, reason);
        StatusChanged?.Invoke(_status);
    }

    [LoggerMessage(3000, LogLevel.Information, "Asterisk runs, process {ProcessId}, after {Milliseconds} ms")]
    private partial void LogStarted(int processId, int milliseconds);

    [LoggerMessage(3001, LogLevel.Information, "Took over the running Asterisk, process {ProcessId}")]
    private partial void LogAdopted(int processId);

    [LoggerMessage(3002, LogLevel.Warning, "Ending Asterisk, process {ProcessId}: it was started with other settings or does not answer")]
    private partial void LogReplaced(int processId);

    [LoggerMessage(3003, LogLevel.Error, "Asterisk ended by itself; starting it again in {Seconds} s")]
    private partial void LogDied(double seconds);

    [LoggerMessage(3004, LogLevel.Error, "Asterisk could not be started again")]
    private partial void LogStartFailed(Exception exception);
}
