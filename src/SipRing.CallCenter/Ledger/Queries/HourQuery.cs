using LinqToDB;
using LinqToDB.Async;
using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Writing;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Answered and lost by hour of the day in the call centre's zone, through changes of its clocks.</summary>
internal sealed class HourQuery(TimeZoneInfo zone)
{
    // No zone of today is off UTC by other than quarters of an hour.
    private const long QuarterMs = 900_000;
    private readonly int[] _answered = new int[24];
    private readonly int[] _lost = new int[24];

    public async Task<IReadOnlyList<HourCount>> RunAsync(DataConnection db, QueueCallFilter filter, CancellationToken cancellationToken)
    {
        var span = SpanParts.Of(filter);
        // Roll-ups hold UTC hours: of no use where a local hour begins in the middle of one.
        if (span.HasHours && !BeginsWithUtcHours(span))
            span = new(0, 0, [(filter.From.ToUnixTimeMilliseconds(), filter.To.ToUnixTimeMilliseconds())]);
        if (span.HasHours)
        {
            var hours = await CallQuery.Hours(db, filter, span.FromHour, span.ToHour)
                .GroupBy(h => h.Hour)
                .Select(g => new { Hour = g.Key, Answered = g.Sum(h => h.Answered), Lost = g.Sum(h => h.Lost) })
                .ToListAsync(cancellationToken);
            foreach (var hour in hours)
                Add(hour.Hour * HourSums.HourMs, filter.Answered == false ? 0 : hour.Answered, filter.Answered == true ? 0 : hour.Lost);
        }

        foreach (var (from, to) in span.Edges)
        {
            var quarters = await CallQuery.Calls(db, filter, from, to)
                .GroupBy(c => c.EnteredAt - (c.EnteredAt % QuarterMs))
                .Select(g => new
                {
                    At = g.Key,
                    Answered = g.Sum(c => c.Outcome == (int)QueueCallOutcome.Answered ? 1 : 0),
                    All = g.Count(),
                })
                .ToListAsync(cancellationToken);
            foreach (var quarter in quarters)
                Add(quarter.At, quarter.Answered, quarter.All - quarter.Answered);
        }

        return [.. Enumerable.Range(0, 24).Select(h => new HourCount(h, _answered[h], _lost[h]))];
    }

    private bool BeginsWithUtcHours(SpanParts span)
    {
        // A zone changes its offset a few times a year: looking at every hour of a long report is cheap enough.
        for (var hour = span.FromHour; hour < span.ToHour; hour++)
        {
            if (zone.GetUtcOffset(DateTimeOffset.FromUnixTimeMilliseconds(hour * HourSums.HourMs)).Ticks % TimeSpan.TicksPerHour != 0)
                return false;
        }

        return true;
    }

    private void Add(long ms, int answered, int lost)
    {
        var hour = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(ms), zone).Hour;
        _answered[hour] += answered;
        _lost[hour] += lost;
    }
}
