using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger;

/// <summary>
/// Follows the logs of the PBX, wherever they lie. Looks several times a second where that costs nothing, which finds a new line
/// sooner than a person reads it. While the database cannot be reached, the logs wait.
/// </summary>
internal sealed class LedgerService(Database database, ILogSources sources, LedgerChanges changes, TimeProvider time, ILogger<LedgerService> log)
    : BackgroundService, ILedgerHealth
{
    private static readonly TimeSpan s_countEvery = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private IReadOnlyList<LogGroup> _groups = [];
    private volatile LogLoop[] _loops = [];
    private DateTimeOffset _counted;
    private volatile LedgerLeftovers? _leftovers;

    public LedgerHealth Current
    {
        get
        {
            var states = _loops.Select(l => l.State).ToList();
            var failed = states.Where(s => s.Error is not null).MinBy(s => s.ErrorSince);
            return new(failed?.Error, failed?.ErrorSince, [.. states.SelectMany(s => s.Logs)], _leftovers);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var source in _groups.SelectMany(g => g.Sources))
            await source.DisposeAsync();
    }

    public override void Dispose()
    {
        base.Dispose();
        _counting.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _groups = sources.Open();
        _loops = [.. _groups.Select(g => new LogLoop(g, time, log))];
        return Task.WhenAll(_loops.Select(loop => loop.RunAsync(changes.Raise, () => CountAsync(stoppingToken), stoppingToken)));
    }

    private async Task CountAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if ((_leftovers is not null && now - _counted < s_countEvery) || !await _counting.WaitAsync(0, cancellationToken))
            return;
        try
        {
            _counted = now;
            _leftovers = await LedgerLeftovers.ReadAsync(database, cancellationToken);
        }
        finally
        {
            _counting.Release();
        }
    }
}
