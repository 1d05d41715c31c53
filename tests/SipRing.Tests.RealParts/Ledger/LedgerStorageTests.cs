using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.RealParts.Ledger;

/// <summary>The same on SQLite and on MariaDB.</summary>
public sealed class LedgerStorageTests
{
    private static readonly RandomLog s_log = new(seed: 5, calls: 300);

    [Fact]
    public async Task Read_SameLogs_BothDatabasesHoldTheSame()
    {
        await using var sqlite = await ReadAsync(DatabaseKind.Sqlite);
        await using var mariaDb = await ReadAsync(DatabaseKind.MariaDb);

        Assert.Equal(await sqlite.DumpAsync(), await mariaDb.DumpAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task TotalsAsync_AnySpanAndFilter_EqualTheCallsThemselves(DatabaseKind kind)
    {
        await using var run = await ReadAsync(kind);
        var all = await run.AllCallsAsync();
        var random = new Random(3);
        for (var i = 0; i < 25; i++)
        {
            var from = all[0].EnteredAt.AddSeconds(random.Next(-4000, 4000));
            var filter = new QueueCallFilter
            {
                From = from,
                To = from.AddSeconds(random.Next(0, 20_000)),
                Queues = random.Next(2) == 0 ? [] : ["450"],
                AgentIds = random.Next(3) == 0 ? [2, 3] : [],
                Caller = random.Next(4) == 0 ? "7" : null,
                Answered = random.Next(3) switch { 0 => true, 1 => false, _ => null },
            };
            var calls = all.Where(c => Fits(c, filter)).ToList();
            var totals = await run.Calls().TotalsAsync(filter, CancellationToken.None);
            var answered = calls.Where(c => c.Outcome == QueueCallOutcome.Answered).ToList();
            var lost = calls.Except(answered).ToList();
            var expected = new QueueTotals
            {
                Answered = answered.Count,
                Lost = lost.Count,
                LongestQueue = calls.Select(c => c.Position).DefaultIfEmpty().Max(),
                AnsweredInTime = answered.Count(c => c.WaitSeconds <= LedgerNames.DefaultServiceLevelSeconds),
                ServicePercent = calls.Count == 0 ? null : 100.0 * answered.Count(c => c.WaitSeconds <= LedgerNames.DefaultServiceLevelSeconds) / calls.Count,
                Talk = Of(answered.Select(c => c.TalkSeconds!.Value)),
                Wait = Of(answered.Select(c => c.WaitSeconds)),
                LostWait = Of(lost.Select(c => c.WaitSeconds)),
            };
            Assert.Equal(expected, totals);
            foreach (var zone in new[] { "Europe/Berlin", "Asia/Kolkata" })
            {
                var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
                var hours = await run.Calls(zone).ByHourAsync(filter, CancellationToken.None);
                Assert.Equal(
                    Enumerable.Range(0, 24).Select(h => new HourCount(h, answered.Count(c => Hour(c, info) == h), lost.Count(c => Hour(c, info) == h))), hours);
            }
        }
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, QueueCallSort.EnteredAtAscending)]
    [InlineData(DatabaseKind.Sqlite, QueueCallSort.EnteredAtDescending)]
    [InlineData(DatabaseKind.MariaDb, QueueCallSort.EnteredAtAscending)]
    [InlineData(DatabaseKind.MariaDb, QueueCallSort.EnteredAtDescending)]
    public async Task ListAsync_PageAfterPage_EveryCallOnce(DatabaseKind kind, QueueCallSort sort)
    {
        await using var run = await ReadAsync(kind);
        var all = (await run.AllCallsAsync()).Select(c => c.Id).ToList();
        var pages = new List<long>();
        string? cursor = null;
        do
        {
            var page = await run.Calls().ListAsync(LedgerRun.Always, sort, 7, cursor, CancellationToken.None);
            pages.AddRange(page.Items.Select(c => c.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        if (sort == QueueCallSort.EnteredAtDescending)
            pages.Reverse();
        Assert.Equal(all, pages);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Read_NamesWithQuotesAndBackslashes_AreKept(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        await run.ReadAsync("1795000000|1795000000.1|45'0|NONE|ENTERQUEUE||O'Brien \\ \"Ж\" %_😀|1\n1795000009|1795000000.1|45'0|NONE|ABANDON|1|1|9\n");

        var call = Assert.Single(await run.AllCallsAsync());

        Assert.Equal(("45'0", "O'Brien \\ \"Ж\" %_😀"), (call.Queue, call.Caller));
        Assert.Single((await run.Calls().ListAsync(LedgerRun.Always with { Caller = "%_" }, default, 9, null, CancellationToken.None)).Items);
        Assert.Empty((await run.Calls().ListAsync(LedgerRun.Always with { Caller = "_%" }, default, 9, null, CancellationToken.None)).Items);
    }

    private static async Task<LedgerRun> ReadAsync(DatabaseKind kind)
    {
        var run = await LedgerRun.CreateAsync(kind);
        await run.ReadAsync(s_log.QueueLog[..(s_log.QueueLog.Length / 2)]);
        await run.ReadAsync(s_log.Cel, LogKind.Cel, "cel.csv");
        await run.ReadAsync(s_log.QueueLog[(s_log.QueueLog.Length / 2)..]);
        return run;
    }

    private static bool Fits(QueueCall call, QueueCallFilter filter) =>
        call.EnteredAt >= filter.From && call.EnteredAt < filter.To
        && (filter.Queues.Count == 0 || filter.Queues.Contains(call.Queue))
        && (filter.AgentIds.Count == 0 || (call.AgentId is { } id && filter.AgentIds.Contains(id)))
        && (filter.Caller is null || call.Caller.Contains(filter.Caller, StringComparison.Ordinal))
        && (filter.Answered is null || filter.Answered == (call.Outcome == QueueCallOutcome.Answered));

    private static SecondsTotals Of(IEnumerable<int> seconds)
    {
        var list = seconds.ToList();
        return list.Count == 0 ? new() : new(list.Sum(), (double)list.Sum() / list.Count, list.Min(), list.Max());
    }

    private static int Hour(QueueCall call, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(call.EnteredAt, zone).Hour;
}
