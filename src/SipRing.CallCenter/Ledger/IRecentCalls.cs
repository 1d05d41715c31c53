namespace SipRing.CallCenter.Ledger;

/// <summary>The last hours for a trend.</summary>
public interface IRecentCalls
{
    /// <param name="from">The first step begins here.</param>
    /// <param name="step">How long one is.</param>
    /// <param name="count">How many; each has its item, the empty ones too.</param>
    /// <param name="queues">Numbers; empty for all.</param>
    /// <param name="scope">Whose calls at most; null for everybody's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<StepCount>> ListAsync(DateTimeOffset from, TimeSpan step, int count, IReadOnlyList<string> queues, CallScope? scope, CancellationToken cancellationToken);
}

/// <param name="From">When the step begins.</param>
/// <param name="InTime">Answered within the service level of their queue.</param>
public sealed record StepCount(DateTimeOffset From, int Answered, int Lost, int InTime)
{
    /// <summary>Null where there was no call.</summary>
    public double? ServicePercent => Queries.TotalsOf.ServicePercent(InTime, Answered, Lost);
}
