using SipRing.CallCenter.Ledger;

namespace SipRing.Tests.FakeAsterisk.Api;

/// <summary>A ledger of a few calls that remembers what it was asked for.</summary>
public sealed class FakeLedger : IQueueCalls, IAgentSessions
{
    public QueueCallFilter? Asked { get; private set; }

    public int Limit { get; private set; }

    public string? Cursor { get; private set; }

    public (DateTimeOffset From, DateTimeOffset To, int? AgentId)? AskedSessions { get; private set; }

    public Task<Page<QueueCall>> ListAsync(QueueCallFilter filter, QueueCallSort sort, int limit, string? cursor, CancellationToken cancellationToken)
    {
        (Asked, Limit, Cursor) = (filter, limit, cursor);
        var lost = new QueueCall
        {
            Id = 1,
            Pbx = "main",
            CallId = "1795466901.0",
            Queue = "450",
            QueueName = "Sales",
            Caller = "4951112233",
            EnteredAt = new(2026, 11, 23, 6, 30, 0, TimeSpan.Zero),
            WaitSeconds = 12,
            Position = 1,
            Outcome = QueueCallOutcome.NoAgents,
        };
        return Task.FromResult(new Page<QueueCall>([lost], "more"));
    }

    public Task<QueueTotals> TotalsAsync(QueueCallFilter filter, CancellationToken cancellationToken) => Task.FromResult(new QueueTotals());

    public Task<IReadOnlyList<QueueSummary>> SummaryAsync(QueueCallFilter filter, CancellationToken cancellationToken)
    {
        Asked = filter;
        return Task.FromResult<IReadOnlyList<QueueSummary>>([new("450", "Sales", 20, new() { Answered = 3, Lost = 1, ServicePercent = 75 })]);
    }

    public Task<IReadOnlyList<CallShare>> SharesAsync(QueueCallFilter filter, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<CallShare>>([]);

    public Task<IReadOnlyList<HourCount>> ByHourAsync(QueueCallFilter filter, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HourCount>>([]);

    public Task<IReadOnlyList<AgentSession>> ListAsync(DateTimeOffset from, DateTimeOffset to, int? agentId, CancellationToken cancellationToken)
    {
        AskedSessions = (from, to, agentId);
        return Task.FromResult<IReadOnlyList<AgentSession>>([]);
    }
}
