using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Queries;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.RealParts.Departments;

/// <summary>Whose calls the ledger tells, in either database.</summary>
public sealed class CallScopeTests
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 27, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task QueueCalls_AnyScope_AreThoseThatItHas(DatabaseKind kind)
    {
        var log = new RandomLog(seed: 11, calls: 200);
        await using var run = await LedgerRun.CreateAsync(kind);
        await run.ReadAsync(log.QueueLog);
        var all = await run.AllCallsAsync();
        var agents = all.Select(c => c.AgentId).OfType<int>().Distinct().Order().ToList();
        var extensions = all.Select(c => c.Extension).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var queues = all.Select(c => c.Queue).Distinct().Order(StringComparer.Ordinal).ToList();
        var random = new Random(7);
        for (var i = 0; i < 12; i++)
        {
            var scope = new CallScope([.. agents.Where(_ => random.Next(2) == 0)], [.. extensions.Where(_ => random.Next(2) == 0)], [.. queues.Where(_ => random.Next(2) == 0)]);
            var filter = LedgerRun.Always with { Scope = scope };
            var expected = all.Where(scope.Has).ToList();

            var listed = await run.Calls().ListAsync(filter, QueueCallSort.EnteredAtAscending, 10_000, null, default);
            Assert.Equal(expected.Select(c => c.Id), listed.Items.Select(c => c.Id));
            var totals = await run.Calls().TotalsAsync(filter, default);
            Assert.Equal((expected.Count(IsAnswered), expected.Count(c => !IsAnswered(c))), (totals.Answered, totals.Lost));
            Assert.Equal(expected.Where(IsAnswered).Sum(c => c.TalkSeconds!.Value), totals.Talk.Total);
            Assert.Equal(expected.Count(IsAnswered), (await run.Calls().ByHourAsync(filter, default)).Sum(h => h.Answered));
            var shares = await run.Calls().SharesAsync(filter, default);
            Assert.Equal(expected.Count, shares.Sum(s => s.Calls));
            Assert.Equal(expected.Sum(c => c.TalkSeconds ?? 0), shares.Sum(s => s.TalkTotal));
            Assert.All((await run.Calls().SummaryAsync(filter, default)).Where(q => q.Totals.Answered + q.Totals.Lost == 0), q => Assert.Contains(q.Queue, scope.Queues));
        }

        Assert.Empty((await run.Calls().ListAsync(LedgerRun.Always with { Scope = new([], [], []) }, default, 9, null, default)).Items);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task PhoneCalls_Scope_IsWhoSatAtThePhoneOrThePhoneOrTheQueue(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        var facts = new LedgerFacts(run.Database);
        var calls = new PhoneCalls(run.Database, new NoLedgerNames(), new SipRingSettings { TimeZone = "UTC" });

        // Operator 7 is theirs and operator 8 is not; phone 501 and queue 450 are theirs.
        var scope = new CallScope([7], ["501"], ["450"]);
        await facts.SessionAsync(s_at.AddHours(-3), s_at.AddHours(-2), "450", "501", 8);
        await facts.SessionAsync(s_at.AddHours(-1), s_at.AddHours(1), "451", "502", 7);
        await facts.SessionAsync(s_at.AddHours(2), null, "450", "501", 8);
        var atHisPhone = await facts.CallAsync(s_at, "7916001", "501", "", CallResult.Answered, null, "501");
        var hisOperatorElsewhere = await facts.CallAsync(s_at.AddMinutes(1), "7916002", "451", "451", CallResult.Answered, null, "502");
        var elsewhereLater = await facts.CallAsync(s_at.AddHours(1).AddMinutes(1), "7916003", "502", "", CallResult.Answered, null, "502");
        var strangerAtHisPhone = await facts.CallAsync(s_at.AddHours(3), "7916004", "501", "", CallResult.Answered, null, "501");
        var strangerEarlier = await facts.CallAsync(s_at.AddHours(-2.5), "7916005", "501", "", CallResult.Answered, null, "501");
        var lostInHisQueue = await facts.CallAsync(s_at.AddMinutes(2), "7916006", "450", "450", CallResult.NoAnswer, null);
        var answeredInHisQueue = await facts.CallAsync(s_at.AddMinutes(3), "7916007", "450", "450", CallResult.Answered, null, "503");
        var lostElsewhere = await facts.CallAsync(s_at.AddMinutes(4), "7916008", "451", "451", CallResult.NoAnswer, null);
        var transferred = await facts.CallAsync(s_at.AddMinutes(5), "7916009", "503", "", CallResult.Answered, null, "503", "501");
        long[] theirs = [atHisPhone, hisOperatorElsewhere, lostInHisQueue, transferred];

        var filter = new PhoneCallFilter { From = s_at.AddDays(-1), To = s_at.AddDays(1), Scope = scope };
        Assert.Equal(theirs.Order(), (await calls.ListAsync(filter, 100, null, default)).Items.Select(c => c.Id).Order());
        Assert.Equal(4, (await calls.TotalsAsync(filter, default)).Calls);
        Assert.Equal(4, (await calls.TrunksAsync(filter, default)).Count);
        foreach (var id in new[] { atHisPhone, hisOperatorElsewhere, elsewhereLater, strangerAtHisPhone, strangerEarlier, lostInHisQueue, answeredInHisQueue, lostElsewhere, transferred })
            Assert.Equal(theirs.Contains(id), await calls.IsOfAsync(id, scope, default));
        Assert.False(await calls.IsOfAsync(1, scope, default));
        Assert.Empty((await calls.ListAsync(filter with { Scope = new([], [], []) }, 100, null, default)).Items);
    }

    private static bool IsAnswered(QueueCall call) => call.Outcome == QueueCallOutcome.Answered;
}
