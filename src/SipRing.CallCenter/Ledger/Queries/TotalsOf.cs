namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Makes the figures of R4 from sums. Each queue is measured by its own service level.</summary>
internal static class TotalsOf
{
    public static QueueTotals One(QueueSums sums, int serviceLevelSeconds) => Make([(sums, serviceLevelSeconds)]);

    public static QueueTotals All(Dictionary<string, QueueSums> sums, LedgerNames names) =>
        Make([.. sums.Select(s => (s.Value, names.ServiceLevelSeconds(s.Key)))]);

    public static double? ServicePercent(int inTime, int answered, int lost) => answered + lost == 0 ? null : 100.0 * inTime / (answered + lost);

    private static QueueTotals Make(IReadOnlyList<(QueueSums Sums, int Level)> queues)
    {
        var (talk, wait, lostWait) = (new QueueSums.Span(), new QueueSums.Span(), new QueueSums.Span());
        foreach (var (sums, _) in queues)
        {
            talk.Add(sums.Talk);
            wait.Add(sums.Wait);
            lostWait.Add(sums.LostWait);
        }

        var (answered, lost) = (queues.Sum(q => q.Sums.Answered), queues.Sum(q => q.Sums.Lost));
        var inTime = queues.Sum(q => q.Sums.AnsweredWithin(q.Level));
        return new()
        {
            Answered = answered,
            Lost = lost,
            LongestQueue = queues.Count == 0 ? 0 : queues.Max(q => q.Sums.Longest),
            AnsweredInTime = inTime,
            ServicePercent = ServicePercent(inTime, answered, lost),
            Talk = talk.Totals(answered),
            Wait = wait.Totals(answered),
            LostWait = lostWait.Totals(lost),
        };
    }
}
