using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Recordings;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.NoServer.Ledger;

/// <summary>One call each, in the lines that Asterisk 22 writes for it.</summary>
public sealed class FoldTests
{
    private const string Enter = "1795000000|1795000000.1|450|NONE|ENTERQUEUE||4951112233|2\n";
    private const string LogIn = "1794999000|NONE|450|PJSIP/501|SIPRING|LOGIN|7|Anna Smith\n1794999000|MANAGER|450|PJSIP/501|ADDMEMBER|\n";
    private const string Connect = "1795000004|1795000000.1|450|Anna Smith|CONNECT|4|1795000000.2|3\n";

    [Theory]
    [InlineData("1795000014|1795000000.1|450|Anna Smith|COMPLETEAGENT|4|10|2\n", "Answered Agent 4 3 10 ")]
    [InlineData("1795000014|1795000000.1|450|Anna Smith|COMPLETECALLER|4|10|2\n", "Answered Caller 4 3 10 ")]
    [InlineData("1795000014|1795000000.1|450|Anna Smith|BLINDTRANSFER|505|internal|4|10|2\n", "Answered Transfer 4 3 10 505")]
    [InlineData("1795000014|1795000000.1|450|Anna Smith|ATTENDEDTRANSFER|BRIDGE|x|4|10|2\n", "Answered Transfer 4 3 10 ")]
    [InlineData("1795000014|NONE|NONE|NONE|QUEUESTART|\n", "Restarted  4 3  ")]
    public async Task Answered_EachEnd_IsTold(string end, string expected)
    {
        var call = Assert.Single(await FoldAsync(LogIn + Enter + Connect + end));

        Assert.Equal(expected, $"{call.Outcome} {call.EndedBy} {call.WaitSeconds} {call.RingSeconds} {call.TalkSeconds} {call.TransferredTo}");
        Assert.Equal((7, "Anna Smith", "501", 2), (call.AgentId, call.AgentName, call.Extension, call.Position));
    }

    [Theory]
    [InlineData("1795000009|1795000000.1|450|NONE|ABANDON|1|2|9\n", QueueCallOutcome.Abandoned)]
    [InlineData("1795000009|1795000000.1|450|NONE|EXITWITHTIMEOUT|1|2|9\n", QueueCallOutcome.Timeout)]
    [InlineData("1795000009|1795000000.1|450|NONE|EXITEMPTY|1|2|9\n", QueueCallOutcome.NoAgents)]
    [InlineData("1795000009|1795000000.1|450|NONE|EXITWITHKEY|0|1|2|9\n", QueueCallOutcome.KeyPressed)]
    [InlineData("1795000009|1795000000.1|450|PJSIP/501|RINGNOANSWER|9000\n1795009999|NONE|NONE|NONE|QUEUESTART|\n", QueueCallOutcome.Restarted)]
    public async Task Waiting_EachEnd_IsLost(string end, QueueCallOutcome outcome)
    {
        var call = Assert.Single(await FoldAsync(Enter + end));

        Assert.Equal((outcome, 9, null, null), (call.Outcome, call.WaitSeconds, call.EndedBy, call.Recording));
    }

    [Theory]
    [InlineData("FULL", QueueCallOutcome.Full)]
    [InlineData("EMPTY", QueueCallOutcome.NoAgents)]
    public async Task Refused_OnEntry_IsAVisitThatNeverEntered(string why, QueueCallOutcome outcome)
    {
        var call = Assert.Single(await FoldAsync($"1795000000|1795000000.1|450|NONE|SIPRING|REFUSED|{why}|4951112233\n"));

        Assert.Equal((outcome, "4951112233", 0, 0), (call.Outcome, call.Caller, call.WaitSeconds, call.Position));
    }

    [Fact]
    public async Task SameQueueTwice_InOneSecond_TwoVisits()
    {
        var calls = await FoldAsync(
            Enter + "1795000000|1795000000.1|450|NONE|EXITEMPTY|1|2|0\n" + Enter + "1795000003|1795000000.1|450|NONE|ABANDON|1|2|3\n");

        Assert.Equal([0, 3], calls.Select(c => c.WaitSeconds).Order());
    }

    [Fact]
    public async Task Identity_PhoneChangesHands_EachCallHasItsOperator()
    {
        var calls = await FoldAsync(
            LogIn + Enter + Connect + "1795000014|1795000000.1|450|Anna Smith|COMPLETEAGENT|4|10|2\n"
            + "1795000020|MANAGER|450|PJSIP/501|REMOVEMEMBER|\n1795000020|NONE|450|PJSIP/501|SIPRING|LOGOUT|7\n"
            + "1795000030|NONE|450|PJSIP/501|SIPRING|LOGIN|8|Boris Brown\n1795000030|MANAGER|450|PJSIP/501|ADDMEMBER|\n"
            + "1795000040|1795000040.3|450|NONE|ENTERQUEUE||1|1\n1795000041|1795000040.3|450|Boris Brown|CONNECT|1|1795000040.4|1\n"
            + "1795000042|1795000040.3|450|Boris Brown|COMPLETECALLER|1|1|1\n");

        Assert.Equal([(7, "501"), (8, "501")], calls.Select(c => (c.AgentId!.Value, c.Extension!)));
    }

    [Fact]
    public async Task Identity_NoSessionInLog_ColumnAsItIs()
    {
        var calls = await FoldAsync(
            Enter + "1795000004|1795000000.1|450|Local/104@from-queue/n|CONNECT|4|1795000000.2|3\n1795000014|1795000000.1|450|Local/104@from-queue/n|COMPLETEAGENT|4|10|2\n"
            + "1795000040|1795000040.3|450|NONE|ENTERQUEUE||1|1\n1795000041|1795000040.3|450|Анна Смит|CONNECT|1|1795000040.4|1\n"
            + "1795000042|1795000040.3|450|Анна Смит|COMPLETECALLER|1|1|1\n");

        Assert.Equal([(null, "104"), ("Анна Смит", null)], calls.Select(c => (c.AgentName, c.Extension)));
    }

    [Fact]
    public async Task Sessions_LoginPausesLogout_AreTold()
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync(
            LogIn + "1794999100|NONE|450|Anna Smith|PAUSE|lunch\n1794999100|NONE|NONE|PJSIP/501|PAUSEALL|lunch\n"
            + "1794999160|NONE|450|Anna Smith|UNPAUSE|\n1794999160|NONE|NONE|PJSIP/501|UNPAUSEALL|\n1794999200|NONE|NONE|PJSIP/501|PAUSEALL|\n"
            + "1794999300|MANAGER|450|PJSIP/501|REMOVEMEMBER|\n1794999300|NONE|450|PJSIP/501|SIPRING|LOGOUT|7\n"
            // Adding failed: nobody sat there.
            + "1794999400|NONE|450|PJSIP/502|SIPRING|LOGIN|9|Nobody\n1794999400|NONE|450|PJSIP/502|SIPRING|LOGOUT|9\n");

        var session = Assert.Single(await run.Sessions().ListAsync(LedgerRun.Always.From, LedgerRun.Always.To, null, CancellationToken.None));

        Assert.Equal((7, "Anna Smith", "501", 300.0), (session.AgentId, session.AgentName, session.Extension, (session.Logout!.Value - session.Login).TotalSeconds));
        Assert.Equal([("lunch", 60.0), (null, 100.0)], session.Pauses.Select(p => (p.Reason, (p.To!.Value - p.From).TotalSeconds)));
    }

    [Fact]
    public async Task SwappedIds_AttendedTransferIntoWaitingQueue_BothVisitsEnd()
    {
        // As Asterisk 22.10 wrote it: the transfer under the consultation's id, the consultation's end under the caller's.
        var calls = await FoldAsync(
            LogIn + Enter + Connect + "1795000006|1795000006.9|300|NONE|ENTERQUEUE||501|1\n"
            + "1795000009|1795000006.9|450|Anna Smith|ATTENDEDTRANSFER|APP|Queue|4|5|2\n1795000015|1795000000.1|300|NONE|ABANDON|1|1|9\n");

        Assert.Equal(
            ["450 Answered Transfer 5", "300 Abandoned  "], calls.Select(c => $"{c.Queue} {c.Outcome} {c.EndedBy} {c.TalkSeconds}"));
    }

    [Fact]
    public async Task Recording_LineBeforeEntry_LinksAnsweredCallOnly()
    {
        const string line = "1795000000|1795000000.1|450|NONE|SIPRING|RECORDING|2026/11/18/a.wav\n";
        var answered = Assert.Single(await FoldAsync(LogIn + line + Enter + Connect + "1795000014|1795000000.1|450|Anna Smith|COMPLETEAGENT|4|10|2\n"));
        var lost = Assert.Single(await FoldAsync(line + Enter + "1795000009|1795000000.1|450|NONE|ABANDON|1|2|9\n"));

        Assert.Equal(16, answered.Recording!.Length);
        Assert.Null(lost.Recording);
    }

    [Theory]
    [InlineData("2026/11/23/a.wav", true)]
    [InlineData("../secret", false)]
    [InlineData("2026/../../secret", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("", false)]
    public void Inside_PathOfALog_StaysInTheFolder(string path, bool inside) => Assert.Equal(inside, RecordingIndex.Inside("/srv/rec", path) is not null);

    private static async Task<IReadOnlyList<QueueCall>> FoldAsync(string log)
    {
        await using var run = await LedgerRun.CreateAsync();
        await run.ReadAsync(log);
        return await run.AllCallsAsync();
    }
}
