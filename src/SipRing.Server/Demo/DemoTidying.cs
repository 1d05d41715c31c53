using SipRing.CallCenter.Settings;

namespace SipRing.Server.Demo;

/// <summary>Calls without end would fill the disk with recordings: those of the demo's queues are removed after two hours.</summary>
public sealed partial class DemoTidying(SipRingHome home, TimeProvider time, ILogger<DemoTidying> log) : BackgroundService
{
    private static readonly TimeSpan s_age = TimeSpan.FromHours(2);
    private static readonly TimeSpan s_interval = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        try
        {
            do
            {
                Tidy();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private void Tidy()
    {
        if (!Directory.Exists(home.Recordings))
        {
            return;
        }

        var oldest = time.GetUtcNow() - s_age;
        foreach (var queue in DemoPlan.Queues)
        {
            foreach (var file in Directory.EnumerateFiles(home.Recordings, $"q-{queue.Number}-7???0??????-*.wav", SearchOption.AllDirectories))
            {
                Remove(file, oldest);
            }
        }
    }

    private void Remove(string file, DateTimeOffset oldest)
    {
        try
        {
            if (File.GetLastWriteTimeUtc(file) < oldest)
            {
                File.Delete(file);
            }
        }
        catch (IOException exception)
        {
            LogKept(file, exception.Message);
        }
    }

    [LoggerMessage(9030, LogLevel.Information, "The demo's recording {File} was kept: {Reason}")]
    private partial void LogKept(string file, string reason);
}
