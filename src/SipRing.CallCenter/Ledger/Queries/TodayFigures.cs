using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Today's figures for the floor. A timer set to the next midnight of the zone turns the day.</summary>
internal sealed class TodayFigures : IFloorFigures, IDisposable
{
    private readonly Database _database;
    private readonly ILedgerNames _names;
    private readonly LedgerChanges _changes;
    private readonly TimeProvider _time;
    private readonly TimeZoneInfo _zone;
    private readonly ITimer _midnight;

    public TodayFigures(Database database, ILedgerNames names, SipRingSettings settings, LedgerChanges changes, TimeProvider time)
    {
        (_database, _names, _changes, _time) = (database, names, changes, time);
        _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
        changes.Changed += Raise;
        _midnight = time.CreateTimer(_ => AtMidnight(), null, UntilMidnight(), Timeout.InfiniteTimeSpan);
    }

    public event Action? Changed;

    public async Task<FloorFigures> ReadAsync(CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var filter = new QueueCallFilter { From = LocalDay.Start(now, _zone), To = LocalDay.Next(now, _zone) };
        var names = await _names.ReadAsync(cancellationToken);
        await using var db = _database.Connect();
        var sums = await SumQuery.RunAsync(db, filter, cancellationToken);
        var byAgent = await CallQuery.Calls(db, filter with { Answered = true }, filter.From.ToUnixTimeMilliseconds(), filter.To.ToUnixTimeMilliseconds())
            .Where(c => c.AgentId != null)
            .GroupBy(c => new { c.Queue, AgentId = c.AgentId!.Value })
            .Select(g => new { g.Key.Queue, g.Key.AgentId, Count = g.Count() })
            .ToListAsync(cancellationToken);
        return new(
            sums.ToDictionary(
                s => s.Key, s => new QueueToday(s.Value.Answered, s.Value.Lost, s.Value.AnsweredWithin(names.ServiceLevelSeconds(s.Key)))),
            byAgent.ToDictionary(a => (a.Queue, a.AgentId), a => a.Count));
    }

    public void Dispose()
    {
        _changes.Changed -= Raise;
        _midnight.Dispose();
    }

    private void AtMidnight()
    {
        // A clock that was set back may bring the timer too early: then this only waits again.
        _midnight.Change(UntilMidnight(), Timeout.InfiniteTimeSpan);
        Raise();
    }

    private void Raise() => Changed?.Invoke();

    // A day at most: a machine that slept, or whose clock was set, is right again by then at the latest.
    private TimeSpan UntilMidnight()
    {
        var now = _time.GetUtcNow();
        return LocalDay.Next(now, _zone) - now + TimeSpan.FromMilliseconds(1);
    }
}
