using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Folding;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.NoServer.Ledger;

/// <summary>Calls of the PBX, folded from the CEL that Asterisk 22.10 wrote for every kind of transfer.</summary>
public sealed class CallFoldTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Ledger", "Logs");
    private static readonly string s_cel = File.ReadAllText(Path.Combine(s_folder, "transfers.cel.csv"));

    [Fact]
    public async Task Read_EveryKindOfTransfer_OneCallOneStory()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync(s_cel, LogKind.Cel, "cel.csv");

        Assert.Equal(
            [
                "4950000001>7100 Incoming Answered talk 3: B 101 105",
                "4950000002>7100 Incoming Answered talk 12: A 101 105",
                "4950000003>7100 Incoming Answered talk 18: A 101 105",
                "4950000004>7100 Incoming Answered talk 6: A 101 105",
                "4950000005>7100 Incoming Answered talk 5: A 101 105",
                "4950000006>7100 Incoming Answered talk 2: A 101 600",
                "4950000007>7100 Incoming Answered talk 7: A 101 200",
                "4950000008>7100 Incoming Answered talk 3: A 101 300",
                "4950000009>7100 Incoming Answered talk 5: B 101 200",
                "4950000010>7100 Incoming Answered talk 6: A 101 105",
            ],
            await TellAsync(run));
        Assert.Equal(
            ["4950000005 r0-2 s2-514 t514-5720", "101 r4-512 t514-3520", "101 r1809-2312 t2314-3521", "105 r1810-2312 t2313-5720"],
            await LegsAsync(run, "4950000005"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Read_AnyChunksInAnyOrderOfTheLogs_SameDatabase(int seed)
    {
        await using var once = await LedgerRun.CreateAsync();
        foreach (var (kind, text) in Logs())
            await once.ReadAsync(text, kind, kind.ToString());
        await using var run = await LedgerRun.CreateAsync();
        var random = new Random(seed);
        var rest = Logs().ToDictionary(l => l.Kind, l => l.Text);
        while (rest.Count > 0)
        {
            var kind = rest.Keys.ElementAt(random.Next(rest.Count));
            var length = Math.Min(rest[kind].Length, random.Next(1, 6_000));
            await run.ReadAsync(rest[kind][..length], kind, kind.ToString());
            if (random.Next(3) == 0)
                await run.ForgetAsync();
            rest[kind] = rest[kind][length..];
            if (rest[kind].Length == 0)
                rest.Remove(kind);
        }

        Assert.Equal(await once.DumpAsync(), await run.DumpAsync());
    }

    [Fact]
    public async Task Read_SameFileUnderAnotherName_NothingChanges()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync(s_cel, LogKind.Cel, "cel.csv");
        var before = await run.DumpAsync();

        await run.ReadAsync(s_cel, LogKind.Cel, "copy.csv");

        Assert.Equal(before, await run.DumpAsync());
    }

    [Fact]
    public async Task Read_CdrWithoutCel_CallIsToldByCdr()
    {
        await using var run = await LedgerRun.CreateAsync();

        await run.ReadAsync(Cdr("1795473000.1", "101", "PJSIP/101-1", "PJSIP/105-2", 10, 7, "ANSWERED"), LogKind.Cdr, "Master.csv");

        Assert.Equal(["101>105 Internal Answered talk 7: "], await TellAsync(run));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_CdrBesideCel_CelTells(bool cdrFirst)
    {
        await using var run = await LedgerRun.CreateAsync();
        var cdr = Cdr("1795472471.103", "4950000001", "PJSIP/trunk-00000020", "PJSIP/101-00000021", 3, 3, "ANSWERED");
        if (cdrFirst)
            await run.ReadAsync(cdr, LogKind.Cdr, "Master.csv");
        await run.ReadAsync(s_cel, LogKind.Cel, "cel.csv");
        if (!cdrFirst)
            await run.ReadAsync(cdr, LogKind.Cdr, "Master.csv");

        Assert.Equal(10, (await TellAsync(run)).Count);
    }

    [Fact]
    public async Task Read_AsteriskCountsChannelsAnew_OpenCallEndsThere()
    {
        await using var run = await LedgerRun.CreateAsync();
        var lines = string.Concat(
            Cel("CHAN_START", 100, "501", "502", "PJSIP/501-1", "1795473100.5", "1795473100.5"),
            Cel("CHAN_START", 101, "502", "s", "PJSIP/502-2", "1795473101.6", "1795473100.5"),
            Cel("ANSWER", 104, "502", "s", "PJSIP/502-2", "1795473101.6", "1795473100.5"),
            Cel("BRIDGE_ENTER", 104, "502", "s", "PJSIP/502-2", "1795473101.6", "1795473100.5"),
            Cel("BRIDGE_ENTER", 105, "501", "502", "PJSIP/501-1", "1795473100.5", "1795473100.5"));
        await run.ReadAsync(lines, LogKind.Cel, "cel.csv");
        Assert.Empty(await TellAsync(run));

        await run.ReadAsync(Cel("CHAN_START", 300, "501", "502", "PJSIP/501-1", "1795473300.0", "1795473300.0"), LogKind.Cel, "cel.csv");

        Assert.Equal(["501>502 Internal Answered talk 1: "], await TellAsync(run));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_RecordingAndHold_BelongToTheirCall(bool queueLogFirst)
    {
        await using var run = await LedgerRun.CreateAsync();
        const string Lines = "1795472471|1795472471.103|NONE|NONE|SIPRING|RECORDING|2026/11/24/a.wav\n"
            + "1795472472|1795472471.104|NONE|PJSIP/101|SIPRING|HOLD|1795472472100\n1795472472|1795472471.104|NONE|PJSIP/101|SIPRING|UNHOLD|1795472472600\n";
        if (queueLogFirst)
            await run.ReadAsync(Lines);
        await run.ReadAsync(s_cel, LogKind.Cel, "cel.csv");
        if (!queueLogFirst)
            await run.ReadAsync(Lines);

        await using var db = run.Database.Connect();
        var call = await db.GetTable<PhoneCallRow>().FirstAsync(c => c.CallId == "1795472471.103");
        Assert.Equal(FactId.Recording("main", "2026/11/24/a.wav"), call.Recording);
        Assert.Equal([(1795472472100, true), (1795472472600, false)], (await db.GetTable<CallHoldRow>().OrderBy(h => h.At).ToListAsync()).Select(h => (h.At, h.Held)));
    }

    private static IReadOnlyList<(LogKind Kind, string Text)> Logs()
    {
        var log = new RandomLog(7, 30);
        return
        [
            (LogKind.QueueLog, log.QueueLog + File.ReadAllText(Path.Combine(s_folder, "transfers.queue_log"))),
            (LogKind.Cel, s_cel),
            (LogKind.Cdr, Cdr("1795472471.103", "4950000001", "PJSIP/trunk-00000020", "PJSIP/101-00000021", 3, 3, "ANSWERED")
                + Cdr("1795473000.1", "101", "PJSIP/101-1", "PJSIP/105-2", 10, 7, "ANSWERED") + Cdr("1795473000.1", "101", "PJSIP/101-1", "PJSIP/106-3", 10, 0, "NO ANSWER")),
        ];
    }

    private static string Cdr(string id, string from, string channel, string to, int seconds, int billed, string disposition) => string.Create(
        CultureInfo.InvariantCulture,
        $"\"\",\"{from}\",\"105\",\"from-internal\",\"\",\"{channel}\",\"{to}\",\"Dial\",\"\",\"2026-11-23 23:10:00\",\"\",\"\",{seconds},{billed},\"{disposition}\",\"DOCUMENTATION\",\"{id}\",\"\"\n");

    private static string Cel(string what, int at, string number, string extension, string channel, string id, string linkedId) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{what}\",\"{1795473000 + at}.000000\",\"{number}\",\"{extension}\",\"from-internal\",\"{channel}\",\"{id}\",\"{linkedId}\",\"\",\"\",\"Dial\",\"\"\n");

    private static async Task<List<string>> TellAsync(LedgerRun run)
    {
        await using var db = run.Database.Connect();
        return (await db.GetTable<PhoneCallRow>().OrderBy(c => c.StartedAt).ToListAsync()).ConvertAll(c => string.Create(
            CultureInfo.InvariantCulture,
            $"{c.From}>{c.To} {(CallDirection)c.Direction} {(CallResult)c.Result} talk {c.TalkSeconds}: {string.Join(' ', c.Transfers.Split('\t').Where((_, i) => i != 1))}"));
    }

    private static async Task<IEnumerable<string>> LegsAsync(LedgerRun run, string caller)
    {
        await using var db = run.Database.Connect();
        var legs = from leg in db.GetTable<CallLegRow>()
                   join call in db.GetTable<PhoneCallRow>() on leg.Call equals call.Id
                   where call.From == caller
                   orderby leg.Place
                   select leg;
        return (await legs.ToListAsync()).Select(l => $"{l.Number} {l.Spans}");
    }
}
