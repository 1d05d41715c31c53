using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>Asterisk dies in the middle of calls: SipRing starts it again, says meanwhile that the floor is stale, and counts the calls as cut off.</summary>
[Collection("Scripted calls")]
public sealed class KilledAsteriskTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(40);

    /// <summary>Promised to the supervisor who looks at the panel.</summary>
    private static readonly TimeSpan s_recovery = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task Asterisk_KilledDuringCalls_FloorRecoversAndCallsAreRestarted()
    {
        await using var run = await ScenarioRun.OpenAsync();
        await using var stage = new Stage(run);
        var queue = await stage.QueueAsync();
        var agent = await stage.SeatAsync(queue);
        var first = await stage.DeskAsync();
        var second = await stage.DeskAsync();
        var time = await stage.CurtainAsync();
        var talking = first.Dial(queue);
        var ring = await agent.RingAsync();
        await time.At(1.5);
        await ring.AnswerAsync();
        await time.At(3);
        var waiting = await second.ReachAsync(queue);
        await Until.TrueAsync("the floor shows who waits", s_limit, async () => (await QueueOnFloorAsync(run, queue))["waiting"]!.AsArray().Count == 1);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        run.Server.KillAsterisk();
        await Until.TrueAsync("the floor says that it is stale", s_limit, async () => await LinkAsync(run) == "stale");
        await Until.TrueAsync("the floor is live again", s_recovery, async () => await LinkAsync(run) == "live");
        TestContext.Current.TestOutputHelper?.WriteLine($"The floor was live again {clock.Elapsed.TotalSeconds:0.0} s after Asterisk was killed.");

        var floor = await QueueOnFloorAsync(run, queue);
        Assert.Empty(floor["waiting"]!.AsArray());
        Assert.Equal(agent.Number, Assert.Single(floor["members"]!.AsArray())!["extension"]!.GetValue<string>());
        await Until.TrueAsync("both calls are in the ledger", s_limit, async () => (await run.Server.Api.QueueCallsAsync(run.From, run.To, queue)).Count == 2);
        var calls = await run.Server.Api.QueueCallsAsync(run.From, run.To, queue);
        Assert.Equal([(first.Number, "restarted", agent.AgentId), (second.Number, "restarted", null)], calls.Select(call => (call.Caller, call.Outcome, call.AgentId)));
        Assert.Equal([time.Second(0), time.Second(3)], calls.Select(call => call.EnteredAt));
        Assert.Equal((1, 1), (calls[0].WaitSeconds, calls[0].RingSeconds));

        // Nobody has to log in again, no phone has to be touched.
        await Task.WhenAll(talking.HangUpAsync(), waiting.HangUpAsync(), ring.HangUpAsync());
        var again = first.Dial(queue);
        var taken = await agent.RingAsync();
        await taken.AnswerAsync();
        await again.HangUpAsync();
        await Until.TrueAsync("the next call is in the ledger", s_limit, async () =>
            (await run.Server.Api.QueueCallsAsync(run.From, run.To, queue)).Any(call => call.Outcome == "answered" && call.AgentId == agent.AgentId));
    }

    private static async Task<string> LinkAsync(ScenarioRun run) => (await run.Server.Api.FloorAsync())["link"]!["state"]!.GetValue<string>();

    private static async Task<System.Text.Json.Nodes.JsonNode> QueueOnFloorAsync(ScenarioRun run, string queue) =>
        (await run.Server.Api.FloorAsync())["queues"]!.AsArray().Single(item => item!["number"]!.GetValue<string>() == queue)!;
}
