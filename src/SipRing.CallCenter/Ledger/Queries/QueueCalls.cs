using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Queries;

internal sealed class QueueCalls(Database database, ILedgerNames names, SipRingSettings settings) : IQueueCalls
{
    private const int MostItems = 10_000;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    public async Task<Page<QueueCall>> ListAsync(
        QueueCallFilter filter, QueueCallSort sort, int limit, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        limit = Math.Min(limit, MostItems);
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        var calls = CallQuery.Calls(db, filter, filter.From.ToUnixTimeMilliseconds(), filter.To.ToUnixTimeMilliseconds());
        if (cursor is not null)
        {
            if (!QueueCallCursor.TryParse(cursor, out var after))
                throw new ArgumentException("It is not one that a page before gave.", nameof(cursor));
            var (at, id) = (after.EnteredAtMs, after.Id);
            calls = sort == QueueCallSort.EnteredAtAscending
                ? calls.Where(c => c.EnteredAt >= at && (c.EnteredAt > at || c.Id > id))
                : calls.Where(c => c.EnteredAt <= at && (c.EnteredAt < at || c.Id < id));
        }

        calls = sort switch
        {
            QueueCallSort.EnteredAtAscending => calls.OrderBy(c => c.EnteredAt).ThenBy(c => c.Id),
            QueueCallSort.EnteredAtDescending => calls.OrderByDescending(c => c.EnteredAt).ThenByDescending(c => c.Id),
        };
        var rows = await calls.Take(limit + 1).ToListAsync(cancellationToken);
        var more = rows.Count > limit;
        if (more)
            rows.RemoveAt(limit);
        return new([.. rows.Select(r => Item(r, known, _zone))], more ? new QueueCallCursor(rows[^1].EnteredAt, rows[^1].Id).ToString() : null);
    }

    public async Task<QueueTotals> TotalsAsync(QueueCallFilter filter, CancellationToken cancellationToken)
    {
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        return TotalsOf.All(await SumQuery.RunAsync(db, filter, cancellationToken), known);
    }

    public async Task<IReadOnlyList<QueueSummary>> SummaryAsync(QueueCallFilter filter, CancellationToken cancellationToken)
    {
        var known = await names.ReadAsync(cancellationToken);
        await using var db = database.Connect();
        var sums = await SumQuery.RunAsync(db, filter, cancellationToken);
        // A queue that had no call is a line too: its zeros are what one looks for.
        var wanted = filter.Queues.Count > 0 ? filter.Queues : known.Queues.Keys;
        var queues = sums.Keys.Union(filter.Scope is { } scope ? wanted.Intersect(scope.Queues, StringComparer.Ordinal) : wanted, StringComparer.Ordinal);
        return
        [
            .. queues.Order(StringComparer.Ordinal).Select(q =>
            {
                var level = known.ServiceLevelSeconds(q);
                return new QueueSummary(q, known.QueueName(q), level, TotalsOf.One(sums.GetValueOrDefault(q) ?? new(), level));
            }),
        ];
    }

    public async Task<IReadOnlyList<HourCount>> ByHourAsync(QueueCallFilter filter, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await new HourQuery(_zone).RunAsync(db, filter, cancellationToken);
    }

    public async Task<IReadOnlyList<CallShare>> SharesAsync(QueueCallFilter filter, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await CallQuery.Shares(CallQuery.Calls(db, filter, filter.From.ToUnixTimeMilliseconds(), filter.To.ToUnixTimeMilliseconds())).ToListAsync(cancellationToken);
    }

    internal static QueueCall Item(QueueCallRow row, LedgerNames known, TimeZoneInfo zone) => new()
    {
        Id = row.Id,
        Pbx = row.Pbx,
        CallId = row.CallId,
        Queue = row.Queue,
        QueueName = known.QueueName(row.Queue),
        AgentId = row.AgentId,
        AgentName = known.AgentName(row.AgentId, row.AgentName),
        Extension = row.Extension,
        Caller = row.Caller,
        EnteredAt = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeMilliseconds(row.EnteredAt), zone),
        WaitSeconds = row.WaitSeconds,
        RingSeconds = row.RingSeconds,
        TalkSeconds = row.TalkSeconds,
        WrapUpSeconds = row.WrapUpSeconds,
        Position = row.Position,
        Outcome = (QueueCallOutcome)row.Outcome,
        EndedBy = (EndedBy?)row.EndedBy,
        TransferredTo = row.TransferredTo,
        Recording = row.Recording,
        Source = (FactSource)row.Source,
    };
}
