using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Queries;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.RealParts.Wallboards;

/// <summary>The trend of a wallboard, the same on SQLite and on MariaDB.</summary>
public sealed class RecentCallsTests
{
    private static readonly RandomLog s_log = new(seed: 11, calls: 300);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task ListAsync_AnySteps_EqualTheCallsThemselves(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        await run.ReadAsync(s_log.QueueLog);
        var all = await run.AllCallsAsync();
        Assert.True(all.Count > 100);
        var names = new NoLedgerNames();
        var recent = new RecentCalls(run.Database, names);
        var hour = new DateTimeOffset(all[0].EnteredAt.UtcDateTime.Date.AddHours(all[0].EnteredAt.UtcDateTime.Hour), TimeSpan.Zero);
        foreach (var (from, minutes, count) in new[] { (hour, 60, 8), (hour.AddHours(-1), 60, 24), (hour, 15, 32), (hour.AddMinutes(30), 60, 6), (hour.AddMinutes(-15), 15, 1) })
        {
            foreach (var queues in new string[][] { [], ["450"], ["450", "451"], ["999"] })
            {
                var step = TimeSpan.FromMinutes(minutes);
                var steps = await recent.ListAsync(from, step, count, queues, null, CancellationToken.None);
                var theirs = new CallScope([1, 3], ["502"], ["450"]);
                Assert.Equal(
                    Enumerable.Range(0, count).Select(i => Count(all.Where(c => theirs.Has(c) && (queues.Length == 0 || queues.Contains(c.Queue))), from + (step * i), step)),
                    await recent.ListAsync(from, step, count, queues, theirs, CancellationToken.None));
                Assert.Equal(
                    Enumerable.Range(0, count).Select(i => Count(all.Where(c => queues.Length == 0 || queues.Contains(c.Queue)), from + (step * i), step)), steps);
            }
        }
    }

    private static StepCount Count(IEnumerable<QueueCall> calls, DateTimeOffset from, TimeSpan step)
    {
        var inside = calls.Where(c => c.EnteredAt >= from && c.EnteredAt < from + step).ToList();
        var answered = inside.Where(c => c.Outcome == QueueCallOutcome.Answered).ToList();
        return new(from, answered.Count, inside.Count - answered.Count, answered.Count(c => c.WaitSeconds <= LedgerNames.DefaultServiceLevelSeconds));
    }
}
