using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Queues.Rules;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

public sealed class MissedCallsTests
{
    [Fact]
    public async Task Misses_AsManyInARowAsTheQueueAllows_PauseInAllQueues()
    {
        await using var app = await LoggedInAsync(misses: 2);
        var said = new List<FloorNotice>();
        app.Get<FloorNotices>().Said += said.Add;

        Miss(app, "450");
        // Another queue counts by itself, and has no limit.
        Miss(app, "451");
        Miss(app, "451");
        Miss(app, "450");

        await app.UntilAsteriskAsync("paused everywhere", a => a.Members.Values.All(m => m is { Paused: true, Reason: MemberReason.MissedCalls }));
        await app.UntilMembersAsync("the table knows", m => m is [{ Paused: true, Reason: MemberReason.MissedCalls }]);
        await app.UntilComparedAsync();
        Assert.Equal(1, await app.AuditedAsync("member.auto-pause"));
        var notice = Assert.Single(said);
        Assert.Equal((FloorNotice.AutoPaused, "Olga", 2, "450"), (notice.Kind, notice.Arguments[0], notice.Arguments[1], notice.Arguments[2]));
    }

    [Theory]
    [InlineData("AgentConnect")]
    [InlineData("QueueMemberPause")]
    public async Task Misses_WithASignOfLifeBetween_BeginAnew(string sign)
    {
        await using var app = await LoggedInAsync(misses: 2);

        Miss(app, "450");
        app.Asterisk.Publish(sign, "450", "PJSIP/501");
        Miss(app, "450");

        await app.UntilComparedAsync();
        Assert.All(app.Asterisk.Members.Values, member => Assert.False(member.Paused));
    }

    [Fact]
    public async Task Misses_QueueWithoutRule_NeverPause()
    {
        await using var app = await LoggedInAsync(misses: null);

        for (var i = 0; i < 30; i++)
            Miss(app, "450");

        await app.UntilComparedAsync();
        Assert.All(app.Asterisk.Members.Values, member => Assert.False(member.Paused));
    }

    private static void Miss(TestApp app, string queue) => app.Asterisk.Publish("AgentRingNoAnswer", queue, "PJSIP/501", ("RingTime", "15000"));

    private static async Task<TestApp> LoggedInAsync(int? misses)
    {
        var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        await app.LogInAsync("450", "501", olga);
        await app.LogInAsync("451", "501", olga);
        Assert.True((await app.Get<SaveCallRules>().HandleAsync(Actor.CommandLine, new() { Queue = "450", PauseAfterMisses = misses }, default)).Succeeded);
        return app;
    }
}
