using LinqToDB.Data;
using SipRing.CallCenter.Ledger.Importing;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Ledger.Verifying;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.NoServer.Ledger;

public sealed class LogFollowerTests
{
    private static readonly RandomLog s_log = new(seed: 1, calls: 120);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Read_AnyChunksInterleavingsAndCrashes_SameDatabaseAsAtOnce(int seed)
    {
        await using var once = await LedgerRun.CreateAsync();
        await once.ReadAsync(s_log.QueueLog);
        await once.ReadAsync(s_log.Cel, LogKind.Cel, "cel.csv");
        await using var run = await LedgerRun.CreateAsync();
        var random = new Random(seed);
        var (queueLog, cel) = (s_log.QueueLog, s_log.Cel);
        while (queueLog.Length + cel.Length > 0)
        {
            // A chunk may end in the middle of a line.
            var first = random.Next(2) == 0;
            var size = Math.Min(random.Next(1, 3000), first ? queueLog.Length : cel.Length);
            await (first ? run.ReadAsync(queueLog[..size]) : run.ReadAsync(cel[..size], LogKind.Cel, "cel.csv"));
            (queueLog, cel) = first ? (queueLog[size..], cel) : (queueLog, cel[size..]);
            if (random.Next(4) == 0)
                await run.ForgetAsync();
        }

        Assert.Equal(await once.DumpAsync(), await run.DumpAsync());
    }

    [Fact]
    public async Task Read_RotatedAgainAndAgain_SameDatabaseAsOneFile()
    {
        await using var once = await LedgerRun.CreateAsync();
        await once.ReadAsync(s_log.QueueLog);
        await using var run = await LedgerRun.CreateAsync();
        var lines = s_log.QueueLog.Split('\n', StringSplitOptions.RemoveEmptyEntries).Chunk(60).ToList();
        for (var i = 0; i < lines.Count; i++)
        {
            await File.AppendAllTextAsync(run.Path("queue_log"), string.Concat(lines[i].Select(l => l + "\n")));
            if (i % 3 != 0)
                await run.PollAsync();
            if (i % 4 == 0)
                await run.ForgetAsync();
            if (i < lines.Count - 1)
                File.Move(run.Path("queue_log"), run.Path($"queue_log.{i}"));
        }

        await run.PollAsync();

        Assert.Equal(await once.DumpAsync(), await run.DumpAsync());
    }

    [Fact]
    public async Task Read_CopiedAndTruncated_NothingLostNothingTwice()
    {
        await using var once = await LedgerRun.CreateAsync();
        await once.ReadAsync(s_log.QueueLog);
        await using var run = await LedgerRun.CreateAsync();
        var half = s_log.QueueLog.IndexOf('\n', s_log.QueueLog.Length / 2) + 1;
        await run.ReadAsync(s_log.QueueLog[..(half / 2)]);
        await File.AppendAllTextAsync(run.Path("queue_log"), s_log.QueueLog[(half / 2)..half]);
        File.Copy(run.Path("queue_log"), run.Path("queue_log.1"));
        await File.WriteAllTextAsync(run.Path("queue_log"), "");
        await run.ReadAsync(s_log.QueueLog[half..]);

        Assert.Equal(await once.DumpAsync(), await run.DumpAsync());
    }

    [Fact]
    public async Task Read_HalfLineThenRest_IsOneLine()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync("1795000000|1795000000.1|450|NONE|ENTERQUEUE||1|1\n1795000009|1795000000.1|450|NONE|ABANDON|1|1|1");
        Assert.Empty(await run.AllCallsAsync());

        await run.ReadAsync("9\n");

        Assert.Equal(19, Assert.Single(await run.AllCallsAsync()).WaitSeconds);
    }

    [Fact]
    public async Task Read_HalfLineGluedToQueueStart_StartCountsHalfIsKept()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync("1795000000|1795000000.1|450|NONE|ENTERQUEUE||1|1\n1795000009|1795000000.1|45" + "1795000100|NONE|NONE|NONE|QUEUESTART|\n");

        Assert.Equal("Restarted", Assert.Single(await run.AllCallsAsync()).Outcome.ToString());
        Assert.Contains("text=1795000009|1795000000.1|45 ", await run.DumpAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_TwiceAndOverlapping_ChangesNothing()
    {
        await using var once = await LedgerRun.CreateAsync();
        await once.ReadAsync(s_log.QueueLog);
        await using var run = await LedgerRun.CreateAsync();
        var (third, half) = (s_log.QueueLog.IndexOf('\n', s_log.QueueLog.Length / 3) + 1, s_log.QueueLog.IndexOf('\n', s_log.QueueLog.Length / 2) + 1);
        await File.WriteAllTextAsync(run.Path("old"), s_log.QueueLog[..half]);
        await File.WriteAllTextAsync(run.Path("new"), s_log.QueueLog[third..]);
        var import = new LedgerImport(run.Database);

        await import.RunAsync(run.Path("old"), "main", LogKind.QueueLog, TimeZoneInfo.Utc, null, CancellationToken.None);
        await import.RunAsync(run.Path("new"), "main", LogKind.QueueLog, TimeZoneInfo.Utc, null, CancellationToken.None);
        File.Copy(run.Path("new"), run.Path("copy"));
        var again = await import.RunAsync(run.Path("copy"), "main", LogKind.QueueLog, TimeZoneInfo.Utc, null, CancellationToken.None);

        Assert.Equal(0, again.Lines);
        Assert.Equal(await once.DumpAsync(), await run.DumpAsync());
    }

    [Fact]
    public async Task Verify_AfterReading_NoDifference_AndFindsOne()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync(s_log.QueueLog);
        await run.ReadAsync(s_log.Cel, LogKind.Cel, "cel.csv");
        var verify = new LedgerVerify(run.Database);
        var right = await verify.RunAsync(run.Path("queue_log"), "main", LedgerRun.Always.From, DateTimeOffset.FromUnixTimeSeconds(1_900_000_000), CancellationToken.None);
        Assert.Equal("", string.Join("\n", right.Differences));
        Assert.True(right.Counted > 100);

        await using (var db = run.Database.Connect())
            await db.ExecuteAsync("UPDATE queue_calls SET wait_s = wait_s + 1 WHERE id = (SELECT MIN(id) FROM queue_calls)");
        var wrong = await verify.RunAsync(run.Path("queue_log"), "main", LedgerRun.Always.From, DateTimeOffset.FromUnixTimeSeconds(1_900_000_000), CancellationToken.None);

        Assert.Contains(wrong.Differences, d => d.Contains("wait=", StringComparison.Ordinal));
        Assert.Contains(wrong.Differences, d => d.Contains("roll-up", StringComparison.Ordinal));
    }
}
