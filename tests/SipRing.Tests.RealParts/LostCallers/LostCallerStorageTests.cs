using LinqToDB.Data;
using Microsoft.Extensions.Time.Testing;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.LostCallers;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.RealParts.LostCallers;

/// <summary>The list is what the logs and the acts say, however they came. The same on SQLite and on MariaDB.</summary>
public sealed class LostCallerStorageTests
{
    private readonly FakeTimeProvider _time = new(LostCallerLogs.At(10_000));

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Read_ScriptedCalls_TheListIsTheTruth(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        using var list = new LostCallerList(run.Database, _time);
        var logs = new LostCallerLogs()
            .Lost(0, "450", "84951112233", 40).Lost(300, "450", "+74951112233", 20).Answered(900, "460", "4951112233", 12, 60)
            .Lost(100, "450", "88121234567", 30).CalledBack(400, "501", "988121234567", 0).CalledBack(700, "502", "988121234567", 45)
            .Lost(200, "450", "89161234567", 3)
            .Lost(210, "450", "anonymous", 30).Lost(220, "450", "anonymous", 30)
            .Overflowed(500, "450", "460", "101", answered: true)
            .Overflowed(600, "450", "460", "102", answered: false);
        await run.ReadAsync(logs.QueueLog);
        await run.ReadAsync(logs.Records, LogKind.Cdr, "Master.csv");
        await list.CatchUpAsync();

        Assert.Equal(
            [
                "102 in 460: 1 lost 00:10:50, open",
                "+74951112233 in 450: 2 lost 00:00:40 to 00:05:20, reached 00:15:12 Queue by 501",
                "+79161234567 in 450: 1 lost 00:03:23, open short",
                "+78121234567 in 450: 1 lost 00:02:10, 1 tries, reached 00:11:48 CalledBack by 502",
            ],
            (await list.ShowAsync()).Select(Tell));
        Assert.Equal(["", ""], (await list.ShowAsync(LostCallerView.Hidden)).Select(c => c.Number));
        var sums = await list.SumsAsync();
        Assert.Equal((2, 2, 4, 2, 2, 2), (sums.Open, sums.Overdue, sums.Lost, sums.Reached, sums.InTime, sums.Hidden));
        Assert.Equal(50.0, sums.InTimePercent);
        Assert.Equal(((11 * 60) + 48 - 130 + (15 * 60) + 12 - 40) / 2, sums.MedianSeconds);
        var steps = await list.StepsAsync((await list.ShowAsync()).Single(c => c.Number == "+78121234567"));
        Assert.Equal(["lost", "tried", "calledBack"], steps.Select(s => s.What));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1)]
    [InlineData(DatabaseKind.Sqlite, 2)]
    [InlineData(DatabaseKind.Sqlite, 3)]
    [InlineData(DatabaseKind.MariaDb, 4)]
    public async Task CatchUpAsync_PiecesInAnyOrderAndKilledInBetween_TheSameAsFromZero(DatabaseKind kind, int seed)
    {
        var logs = LostCallerLogs.Random(seed, calls: 120);
        await using var once = await LedgerRun.CreateAsync(kind);
        using var whole = new LostCallerList(once.Database, _time);
        await once.ReadAsync(logs.Records, LogKind.Cdr, "Master.csv");
        await once.ReadAsync(logs.QueueLog);
        await whole.CatchUpAsync();
        var expected = await whole.DumpAsync();
        Assert.True(expected.Split('\n').Length > 100, expected);
        Assert.Contains(await whole.ShowAsync(), c => c.End == LostCallerEnd.CalledBack);
        Assert.Contains(await whole.ShowAsync(), c => c.Tries > 0);

        await using var run = await LedgerRun.CreateAsync(kind);
        var random = new Random(seed);
        var rest = new Dictionary<LogKind, string> { [LogKind.QueueLog] = logs.QueueLog, [LogKind.Cdr] = logs.Records };
        while (rest.Count > 0)
        {
            var log = rest.Keys.ElementAt(random.Next(rest.Count));
            var length = Math.Min(rest[log].Length, random.Next(1, 3_000));
            await run.ReadAsync(rest[log][..length], log, log.ToString());
            rest[log] = rest[log][length..];
            if (rest[log].Length == 0)
                rest.Remove(log);
            // A process that does some steps, is cut off in one of them, and remembers nothing.
            using var list = new LostCallerList(run.Database, _time);
            for (var i = random.Next(4); i > 0; i--)
                await list.StepAsync(look: random.Next(2) == 0);
            await list.CutOffAsync(TimeSpan.FromMilliseconds(random.NextDouble() * 12));
        }

        using var last = new LostCallerList(run.Database, _time);
        await last.CatchUpAsync();
        Assert.Equal(expected, await last.DumpAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Replay_OfALedgerThrownAway_KeepsWhatPeopleDid(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        using var list = new LostCallerList(run.Database, _time);
        var logs = new LostCallerLogs().Lost(0, "450", "84951112233", 40).Lost(100, "450", "88121234567", 30).Lost(200, "460", "89161234567", 30);
        await run.ReadAsync(logs.QueueLog);
        await list.CatchUpAsync();
        var (first, second, third) = (await IdAsync(list, "+74951112233"), await IdAsync(list, "+78121234567"), await IdAsync(list, "+79161234567"));
        await list.Take.HandleAsync(list.Vera, first, 30, CancellationToken.None);
        await list.Close.HandleAsync(list.Vera, second, new(LostCallerEnd.WrongNumber, "O'Brien \"x\" ${EXTEN} ; , /../"), CancellationToken.None);
        await list.Close.HandleAsync(list.Vera, third, new(LostCallerEnd.NotNeeded), CancellationToken.None);
        await list.Reopen.HandleAsync(list.Vera, third, CancellationToken.None);
        var before = await list.DumpAsync();

        await using (var db = run.Database.Connect())
        {
            foreach (var table in new[] { "queue_calls", "queue_hours", "queue_hour_waits", "ledger_logs", "ledger_touched", "caller_marks", "lost_callers", "lost_caller_due" })
                await db.ExecuteAsync($"DELETE FROM {table}");
        }

        await run.ForgetAsync();
        await run.PollAsync();
        await list.CatchUpAsync();

        Assert.Equal(before, await list.DumpAsync());
        Assert.Equal("O'Brien \"x\" ${EXTEN} ; , /../", (await list.ShowAsync(LostCallerView.Closed)).Single().Note);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Acts_OfTwoPeople_RefusedWhereTheyContradict(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        using var list = new LostCallerList(run.Database, _time);
        var oleg = new Actor(ActorKind.User, "oleg", Role.Supervisor);
        await run.ReadAsync(new LostCallerLogs().Lost(0, "450", "84951112233", 40).QueueLog);
        await list.CatchUpAsync();
        var id = await IdAsync(list, "+74951112233");
        var seen = LostCallerLogs.At(40);

        Assert.Equal("vera", (await list.Take.HandleAsync(list.Vera, id, null, CancellationToken.None)).Value!.TakenBy);
        Assert.Equal("lost-caller-taken", (await list.Take.HandleAsync(oleg, id, null, CancellationToken.None)).Refusal?.Id);
        _time.Advance(TimeSpan.FromMinutes(TakeLostCaller.UsualMinutes));
        Assert.Null((await list.ShowAsync(LostCallerView.Open)).Single().TakenBy);
        Assert.Equal("oleg", (await list.Take.HandleAsync(oleg, id, 5, CancellationToken.None)).Value!.TakenBy);
        Assert.Null((await list.Release.HandleAsync(list.Vera, id, CancellationToken.None)).Value!.TakenBy);
        Assert.Equal("lost-caller-not-taken", (await list.Release.HandleAsync(list.Vera, id, CancellationToken.None)).Refusal?.Id);
        Assert.Equal("lost-caller-open", (await list.Reopen.HandleAsync(oleg, id, CancellationToken.None)).Refusal?.Id);
        Assert.Equal("lost-caller-reason-invalid", (await list.Close.HandleAsync(oleg, id, new(LostCallerEnd.Queue), CancellationToken.None)).Refusal?.Id);
        Assert.Equal("lost-caller-note-missing", (await list.Close.HandleAsync(oleg, id, new(LostCallerEnd.Other, " "), CancellationToken.None)).Refusal?.Id);
        Assert.Equal("lost-caller-note-invalid", (await list.Note.HandleAsync(oleg, id, new string('x', 501), CancellationToken.None)).Refusal?.Id);
        Assert.Equal("lost-caller-minutes-invalid", (await list.Take.HandleAsync(oleg, id, 0, CancellationToken.None)).Refusal?.Id);
        Assert.Equal("lost-caller-unknown", (await list.Take.HandleAsync(oleg, 7, 5, CancellationToken.None)).Refusal?.Id);
        Assert.Equal("forbidden", (await list.Take.HandleAsync(new(ActorKind.User, "op", Role.Operator), id, 5, CancellationToken.None)).Refusal?.Id);

        // He calls again before the person who looks at the old picture closes it.
        await run.ReadAsync(new LostCallerLogs().Lost(500, "450", "84951112233", 10).QueueLog);
        await list.CatchUpAsync();
        Assert.Equal("lost-caller-called-again", (await list.Close.HandleAsync(oleg, id, new(LostCallerEnd.NotNeeded, null, seen), CancellationToken.None)).Refusal?.Id);
        Assert.Equal(LostCallerState.Closed, (await list.Close.HandleAsync(oleg, id, new(LostCallerEnd.NotNeeded, null, LostCallerLogs.At(510)), CancellationToken.None)).Value!.State);
        Assert.Equal("lost-caller-not-open", (await list.Take.HandleAsync(oleg, id, 5, CancellationToken.None)).Refusal?.Id);
        Assert.Equal(LostCallerState.Open, (await list.Reopen.HandleAsync(oleg, id, CancellationToken.None)).Value!.State);
        Assert.Equal(["lost", "lost", "take", "take", "release", "close", "reopen"], (await list.StepsAsync((await list.ShowAsync()).Single())).Select(s => s.What));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task PutRule_OfAQueue_ThePastFollows(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        using var list = new LostCallerList(run.Database, _time);
        await run.ReadAsync(new LostCallerLogs().Lost(0, "450", "84951112233", 4).Lost(60, "460", "84951112233", 30).QueueLog);
        await list.CatchUpAsync();
        Assert.Equal(2, (await list.ShowAsync()).Count);

        await list.PutRuleAsync(new() { Queue = "450", Group = "sales", TargetMinutes = 1 });
        await list.PutRuleAsync(new() { Queue = "460", Group = "sales" });
        await list.CatchUpAsync();
        var joined = Assert.Single(await list.ShowAsync());
        Assert.Equal((2, LostCallerLogs.At(64)), (joined.Attempts, joined.DueAt));

        await list.PutRuleAsync(new() { Queue = "450", LeaveOutShort = true });
        await list.PutRuleAsync(new() { Queue = "460", Listed = false });
        await list.CatchUpAsync();
        Assert.Empty(await list.ShowAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task CatchUpAsync_InAnotherCountry_KeysAreMadeAnew(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        await run.ReadAsync(new LostCallerLogs().Lost(0, "450", "030 1234567", 40).Lost(90, "450", "+49301234567", 40).QueueLog);
        using (var russian = new LostCallerList(run.Database, _time))
        {
            await russian.CatchUpAsync();
            Assert.Equal(2, (await russian.ShowAsync()).Count);
            await russian.Note.HandleAsync(russian.Vera, (await russian.ShowAsync()).Single(c => c.Number == "+49301234567").Id, "from Berlin", CancellationToken.None);
        }

        using var german = new LostCallerList(run.Database, _time, region: "DE");
        await german.CatchUpAsync();

        var one = Assert.Single(await german.ShowAsync());
        Assert.Equal(("+49301234567", 2, "from Berlin"), (one.Number, one.Attempts, one.Note));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task ListAsync_PageAfterPage_EveryCallerOnceInOrder(DatabaseKind kind)
    {
        await using var run = await LedgerRun.CreateAsync(kind);
        using var list = new LostCallerList(run.Database, _time);
        var logs = LostCallerLogs.Random(7, calls: 150);
        await run.ReadAsync(logs.QueueLog);
        await list.CatchUpAsync();
        foreach (var view in Enum.GetValues<LostCallerView>())
        {
            var all = (await list.ShowAsync(view)).Select(c => c.Id).ToList();
            var pages = new List<long>();
            for (string? cursor = null, next = ""; next is not null; cursor = next)
            {
                var page = await list.PageAsync(new() { View = view }, 3, cursor);
                pages.AddRange(page.Items.Select(c => c.Id));
                next = page.Next;
            }

            Assert.Equal(all, pages);
        }

        Assert.Equal((await list.ShowAsync(LostCallerView.Open)).OrderBy(c => c.DueAt).Select(c => c.DueAt), (await list.ShowAsync(LostCallerView.Open)).Select(c => c.DueAt));
        Assert.All(await list.ShowAsync(LostCallerView.All, "460"), c => Assert.Equal("460", c.Queue));
    }

    private static async Task<long> IdAsync(LostCallerList list, string number) => (await list.ShowAsync()).Single(c => c.Number == number).Id;

    private static string Tell(LostCaller caller)
    {
        static string Moment(DateTimeOffset at) => (at - LostCallerLogs.At(0)).ToString(@"hh\:mm\:ss", System.Globalization.CultureInfo.InvariantCulture);
        return $"{caller.Number} in {caller.Queue}: {caller.Attempts} lost {Moment(caller.FirstAt)}{(caller.LastAt > caller.FirstAt ? $" to {Moment(caller.LastAt)}" : "")}, "
            + (caller.Tries > 0 ? $"{caller.Tries} tries, " : "")
            + (caller.EndedAt is { } ended ? $"reached {Moment(ended)} {caller.End} by {caller.Extension}" : "open") + (caller.Short ? " short" : "");
    }
}
