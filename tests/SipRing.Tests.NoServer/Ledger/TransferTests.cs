using System.Text.RegularExpressions;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.NoServer.Ledger;

/// <summary>
/// The two logs are those that Asterisk 22.10 wrote for one call each, in this order: blind to 105; by *2 to 105; the same,
/// completed while 105 rang; manager action Atxfer to 105; REFER with Replaces to 105, to an application, to a queue that had
/// answered, to a queue that waited; blind to a queue; Atxfer to a queue.
/// </summary>
public sealed class TransferTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Ledger", "Logs");
    private static readonly Regex s_blind = new(@"\|BLINDTRANSFER\|\d+\|from-internal\|");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_EveryKindOfTransfer_NumberIsKnown(bool celFirst)
    {
        await using var run = await LedgerRun.CreateAsync();
        await ReadAsync(run, celFirst);

        var calls = await run.AllCallsAsync();

        var first = calls.Where(c => c.Queue == "100").Select(c => $"{c.Caller}>{c.TransferredTo} {c.EndedBy} {c.TalkSeconds}").ToList();
        Assert.Equal(
            [
                "4950000001>105 Transfer 1", "4950000002>105 Transfer 11", "4950000003>105 Transfer 9", "4950000004>105 Transfer 5",
                "4950000005>105 Transfer 3", "4950000006>600 Transfer 3", "4950000007>200 Transfer 4", "4950000008>300 Transfer 4",
                "4950000009>200 Transfer 2", "4950000010>200 Transfer 5",
            ],
            first);
        var second = calls.Where(c => c.Queue != "100").Select(c => $"{c.Queue} {c.Caller} {c.Outcome} {c.EndedBy} {c.WaitSeconds} {c.TalkSeconds}").ToList();
        Assert.Equal(
            [
                "200 101 Answered Caller 1 2", "300 101 Abandoned  9 ", "200 4950000009 Answered Agent 0 5", "200 101 Answered Agent 0 5",
            ],
            second);
    }

    [Fact]
    public async Task Read_WhicheverLogFirst_SameDatabase()
    {
        await using var one = await LedgerRun.CreateAsync();
        await using var two = await LedgerRun.CreateAsync();
        await ReadAsync(one, celFirst: true);
        await ReadAsync(two, celFirst: false);

        Assert.Equal(await one.DumpAsync(), await two.DumpAsync());
    }

    /// <summary>By *2; Asterisk wrote "N/A" for the target, as it does now and then when its Local channel is just being put away.</summary>
    [Fact]
    public async Task Read_FeatureCodeWithoutTarget_NumberIsTheOneDialledLast()
    {
        await using var run = await LedgerRun.CreateAsync();
        await ReadAsync(run, celFirst: false, "transfer-without-target");

        var call = Assert.Single(await run.AllCallsAsync());

        Assert.Equal(("1066", "1057"), (call.Caller, call.TransferredTo));
    }

    /// <summary>A phone that hangs up as soon as its blind transfer is accepted may be quicker than app_queue, which then logs an ordinary end.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_BlindTransferLoggedAsEndByAgent_IsTransfer(bool celFirst)
    {
        await using var run = await LedgerRun.CreateAsync();
        await ReadAsync(run, celFirst, change: log => s_blind.Replace(log, "|COMPLETEAGENT|"));

        var calls = (await run.AllCallsAsync()).Where(c => c.Queue == "100" && c.Caller is "4950000001" or "4950000009");

        Assert.Equal(
            ["4950000001>105 Transfer 1", "4950000009>200 Transfer 2"],
            calls.Select(c => $"{c.Caller}>{c.TransferredTo} {c.EndedBy} {c.TalkSeconds}"));
    }

    private static async Task ReadAsync(LedgerRun run, bool celFirst, string name = "transfers", Func<string, string>? change = null)
    {
        var queueLog = await File.ReadAllTextAsync(Path.Combine(s_folder, name + ".queue_log"));
        queueLog = change?.Invoke(queueLog) ?? queueLog;
        var cel = await File.ReadAllTextAsync(Path.Combine(s_folder, name + ".cel.csv"));
        if (celFirst)
            await run.ReadAsync(cel, LogKind.Cel, "cel.csv");
        await run.ReadAsync(queueLog);
        if (!celFirst)
            await run.ReadAsync(cel, LogKind.Cel, "cel.csv");
    }
}
