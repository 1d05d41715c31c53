using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Says that the list changed. Listeners must be quick.</summary>
public sealed class LostCallerChanges
{
    public event Action? Changed;

    internal void Raise() => Changed?.Invoke();
}

/// <summary>Brings the list up to the ledger whenever that has read on. While the database cannot be reached, it waits.</summary>
internal sealed partial class LostCallerKeeper(LostCallerStore store, LedgerChanges ledger, LostCallerChanges changes, TimeProvider time, ILogger<LostCallerKeeper> logger)
    : BackgroundService
{
    /// <summary>An import beside the server says nothing here.</summary>
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);
    private readonly SemaphoreSlim _wake = new(0, 1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        ledger.Changed += Wake;
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        ledger.Changed -= Wake;
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    /// <summary>There is something to do.</summary>
    public void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to look anyway.
        }
    }

    /// <summary>Until list and ledger agree.</summary>
    internal async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var changed = false;
        while (await store.LookAsync(cancellationToken))
            changed |= await ReckonAsync(cancellationToken);
        if (changed | await ReckonAsync(cancellationToken))
            changes.Raise();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await CatchUpAsync(stoppingToken);
                failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Once per outage. The ledger has noted what is to be looked at; nothing is lost meanwhile.
                if (!failing)
                    LogStalled(logger, e);
                failing = true;
            }

            using var rest = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            await Task.WhenAny(_wake.WaitAsync(rest.Token), Task.Delay(failing ? s_retry : s_lookEvery, time, rest.Token));
            await rest.CancelAsync();
        }
    }

    private async Task<bool> ReckonAsync(CancellationToken cancellationToken)
    {
        var any = false;
        while (await store.ReckonAsync(cancellationToken) > 0)
            any = true;
        return any;
    }

    [LoggerMessage(6101, LogLevel.Error, "The list of lost callers stands still until this is over")]
    private static partial void LogStalled(ILogger logger, Exception exception);
}
