using SipRing.CallCenter.Ledger;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.NoServer.Ledger;

/// <summary>What follows a call: the lines of SipRing, among those that Asterisk writes for its pauses.</summary>
public sealed class WrapUpFoldTests
{
    private const string Call =
        "1794999000|NONE|450|PJSIP/501|SIPRING|LOGIN|7|Anna Smith\n1794999000|MANAGER|450|PJSIP/501|ADDMEMBER|\n"
        + "1795000000|1795000000.1|450|NONE|ENTERQUEUE||4951112233|1\n1795000004|1795000000.1|450|Anna Smith|CONNECT|4|1795000000.2|3\n"
        + "1795000014|1795000000.1|450|Anna Smith|COMPLETECALLER|4|10|1\n"
        + "1795000014|NONE|450|Anna Smith|PAUSE|wrap-up\n1795000014|NONE|NONE|PJSIP/501|PAUSEALL|wrap-up\n"
        + "1795000014|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|START|7|30\n";

    private const string Unpause = "1795000050|NONE|450|Anna Smith|UNPAUSE|\n1795000050|NONE|NONE|PJSIP/501|UNPAUSEALL|\n";

    [Theory]
    [InlineData("1795000024|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|END|7|early\n", "early", 30, 10)]
    [InlineData("1795000044|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|END|7|elapsed\n", "elapsed", 30, 30)]
    // SipRing was away when its time was over: the operator's work ended when it should have.
    [InlineData("1795000500|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|END|0|released\n", "released", 30, 30)]
    [InlineData("1795000020|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|EXTENDED|7|90\n1795000104|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|END|7|extended\n", "extended", 90, 90)]
    [InlineData("1795000030|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|END|7|paused\n", "paused", 30, 16)]
    public async Task WrapUp_EachEnd_IsAnIntervalAndPartOfTheVisit(string end, string reason, int planned, int seconds)
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync(Call);
        var before = Assert.Single(await WrapUpsAsync(run));
        await run.ReadAsync(end + Unpause);

        Assert.Equal((null, null), (before.To, before.End));
        var wrapUp = Assert.Single(await WrapUpsAsync(run));
        Assert.Equal((reason, planned, seconds, "1795000000.1"), (wrapUp.End, wrapUp.PlannedSeconds, (int)(wrapUp.To!.Value - wrapUp.From).TotalSeconds, wrapUp.CallId));
        Assert.Equal(seconds, Assert.Single(await run.AllCallsAsync()).WrapUpSeconds);
    }

    [Fact]
    public async Task WrapUp_PauseThatCarriesIt_IsNoPause()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync(Call + "1795000024|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|END|7|early\n" + Unpause
            + "1795000060|NONE|NONE|PJSIP/501|PAUSEALL|lunch\n1795000090|NONE|NONE|PJSIP/501|UNPAUSEALL|\n");

        var session = Assert.Single(await run.Sessions().ListAsync(LedgerRun.Always.From, LedgerRun.Always.To, null, CancellationToken.None));

        Assert.Equal(("lunch", 30.0), (Assert.Single(session.Pauses).Reason, (session.Pauses[0].To!.Value - session.Pauses[0].From).TotalSeconds));
    }

    [Fact]
    public async Task WrapUp_LunchDuringIt_BothAreKept()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync(Call + "1795000020|1795000000.1|450|PJSIP/501|SIPRING|WRAPUP|END|7|paused\n"
            + "1795000020|NONE|450|Anna Smith|UNPAUSE|wrap-up\n1795000020|NONE|450|Anna Smith|PAUSE|lunch\n1795000020|NONE|NONE|PJSIP/501|PAUSEALL|lunch\n" + Unpause);

        var session = Assert.Single(await run.Sessions().ListAsync(LedgerRun.Always.From, LedgerRun.Always.To, null, CancellationToken.None));

        Assert.Equal(("lunch", 30.0), (Assert.Single(session.Pauses).Reason, (session.Pauses[0].To!.Value - session.Pauses[0].From).TotalSeconds));
        Assert.Equal("paused", Assert.Single(session.WrapUps).End);
    }

    [Fact]
    public async Task WrapUp_UnknownVerb_IsKeptAsUnknown()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync("1795000014|NONE|450|PJSIP/501|SIPRING|WRAPUP|DREAMT|7\n");

        Assert.Contains("event=SIPRING WRAPUP", await run.DumpAsync(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<AgentWrapUp>> WrapUpsAsync(LedgerRun run) =>
        Assert.Single(await run.Sessions().ListAsync(LedgerRun.Always.From, LedgerRun.Always.To, null, CancellationToken.None)).WrapUps;
}
