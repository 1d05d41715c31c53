using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SipRing.CallCenter.Departments;

/// <summary>Looks every other second whether the command line has changed a limit: open pages and streams follow it.</summary>
internal sealed partial class DepartmentWatch(DepartmentBook book, TimeProvider time, ILogger<DepartmentWatch> log) : BackgroundService
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, time);
        var failed = false;
        try
        {
            do
            {
                try
                {
                    await book.ReadAsync(stoppingToken);
                    failed = false;
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // What was read last holds meanwhile; nobody's limit can be changed while the database is away.
                    if (!failed)
                        LogNotRead(e);
                    failed = true;
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end of the process.
        }
    }

    [LoggerMessage(2200, LogLevel.Warning, "The departments could not be read; those read last hold")]
    private partial void LogNotRead(Exception exception);
}
