using System.Globalization;
using SipRing.CallCenter.Ledger;

namespace SipRing.Tests.Browser.Host;

/// <summary>A ledger in memory, with the paging and the totals that the contract promises.</summary>
public sealed class FakeQueueCalls(TimeProvider clock, TimeZoneInfo zone) : IQueueCalls, IRecentCalls, IAgentSessions
{
    private const int ServiceLevel = 20;

    public IReadOnlyList<QueueCall> All { get; set; } = DemoCalls.Create(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone));

    /// <summary>Of single operators.</summary>
    public IReadOnlyList<AgentSession> Sessions { get; set; } = [];

    /// <summary>As when the database is away: every question fails.</summary>
    public bool Away { get; set; }

    public Task<Page<QueueCall>> ListAsync(QueueCallFilter filter, QueueCallSort sort, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var matching = Matching(filter).OrderBy(call => call.EnteredAt).ThenBy(call => call.Id).ToList();
        if (sort == QueueCallSort.EnteredAtDescending)
        {
            matching.Reverse();
        }

        var skip = cursor is null ? 0 : int.Parse(cursor, CultureInfo.InvariantCulture);
        var next = skip + limit < matching.Count ? (skip + limit).ToString(CultureInfo.InvariantCulture) : null;
        return Task.FromResult(new Page<QueueCall>([.. matching.Skip(skip).Take(limit)], next));
    }

    public Task<QueueTotals> TotalsAsync(QueueCallFilter filter, CancellationToken cancellationToken) => Task.FromResult(Totals([.. Matching(filter)]));

    public Task<IReadOnlyList<QueueSummary>> SummaryAsync(QueueCallFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<QueueSummary>>(
            [.. Matching(filter).GroupBy(call => (call.Queue, call.QueueName)).OrderBy(group => group.Key.Queue, StringComparer.Ordinal)
                .Select(group => new QueueSummary(group.Key.Queue, group.Key.QueueName, ServiceLevel, Totals([.. group])))]);

    public Task<IReadOnlyList<CallShare>> SharesAsync(QueueCallFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CallShare>>(
            [.. Matching(filter).GroupBy(call => (Answered: IsAnswered(call), call.Queue, call.AgentId, call.Extension)).Select(group => new CallShare
            {
                Answered = group.Key.Answered,
                Queue = group.Key.Queue,
                AgentId = group.Key.AgentId,
                Extension = group.Key.Extension,
                Calls = group.Count(),
                TalkTotal = group.Sum(call => (long)(call.TalkSeconds ?? 0)),
                TalkMin = group.Min(call => call.TalkSeconds ?? 0),
                TalkMax = group.Max(call => call.TalkSeconds ?? 0),
                WaitTotal = group.Sum(call => (long)call.WaitSeconds),
                WaitMin = group.Min(call => call.WaitSeconds),
                WaitMax = group.Max(call => call.WaitSeconds),
            })]);

    public Task<IReadOnlyList<HourCount>> ByHourAsync(QueueCallFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<HourCount>>(
            [.. Matching(filter).GroupBy(call => TimeZoneInfo.ConvertTime(call.EnteredAt, zone).Hour).OrderBy(group => group.Key)
                .Select(group => new HourCount(group.Key, group.Count(IsAnswered), group.Count(call => !IsAnswered(call))))]);

    public Task<IReadOnlyList<AgentSession>> ListAsync(DateTimeOffset from, DateTimeOffset to, int? agentId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<AgentSession>>(agentId is not null
            ? [.. Sessions.Where(s => s.AgentId == agentId && s.Login < to && (s.Logout is null || s.Logout > from)).OrderBy(s => s.Login)]
            : [.. Enumerable.Range(0, 12).Select(i => new AgentSession
            {
                Id = i, Pbx = "main", AgentId = i + 1, AgentName = DemoFloor.Name(i), Queue = "450", Extension = $"{4400 + i}", Login = from,
            })]);

    public Task<IReadOnlyList<StepCount>> ListAsync(DateTimeOffset from, TimeSpan step, int count, IReadOnlyList<string> queues, CallScope? scope, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<StepCount>>([.. Enumerable.Range(0, count).Select(i =>
        {
            var totals = Totals([.. Matching(new() { From = from + (step * i), To = from + (step * (i + 1)), Queues = queues, Scope = scope })]);
            return new StepCount(from + (step * i), totals.Answered, totals.Lost, totals.AnsweredInTime);
        })]);

    private static bool IsAnswered(QueueCall call) => call.Outcome == QueueCallOutcome.Answered;

    private IEnumerable<QueueCall> Matching(QueueCallFilter filter) => Away ? throw new InvalidOperationException("The database is away.") : All.Where(call =>
        call.EnteredAt >= filter.From && call.EnteredAt < filter.To
        && (filter.Queues.Count == 0 || filter.Queues.Contains(call.Queue))
        && (filter.AgentIds.Count == 0 || (call.AgentId is { } agent && filter.AgentIds.Contains(agent)))
        && (filter.Scope is null || filter.Scope.Has(call))
        && (filter.Caller is null || call.Caller.Contains(filter.Caller, StringComparison.Ordinal))
        && (filter.Answered is null || IsAnswered(call) == filter.Answered));

    private static QueueTotals Totals(IReadOnlyList<QueueCall> calls)
    {
        var answered = calls.Where(IsAnswered).ToList();
        var lost = calls.Where(call => !IsAnswered(call)).ToList();
        var inTime = answered.Count(call => call.WaitSeconds <= ServiceLevel);
        return new()
        {
            Answered = answered.Count,
            Lost = lost.Count,
            LongestQueue = calls.Count == 0 ? 0 : calls.Max(call => call.Position),
            AnsweredInTime = inTime,
            ServicePercent = calls.Count == 0 ? null : 100.0 * inTime / calls.Count,
            Talk = Seconds([.. answered.Select(call => call.TalkSeconds!.Value)]),
            Wait = Seconds([.. answered.Select(call => call.WaitSeconds)]),
            LostWait = Seconds([.. lost.Select(call => call.WaitSeconds)]),
        };
    }

    private static SecondsTotals Seconds(IReadOnlyList<int> values) =>
        values.Count == 0 ? new() : new(values.Sum(value => (long)value), values.Average(), values.Min(), values.Max());
}
