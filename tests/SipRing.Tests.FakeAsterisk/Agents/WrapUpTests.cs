using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Queues;
using SipRing.Testing;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

public sealed class WrapUpTests
{
    private const string Variable = "SIPRING_WRAPUP_501";
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private static readonly Actor s_phone = new(ActorKind.Phone, "501", null);

    [Fact]
    public async Task CallEnds_QueueWithWrapUp_EveryQueueLeavesHimAloneUntilItIsOver()
    {
        await using var app = await WrappingUpAsync();

        Assert.All(["450", "451"], queue => Assert.Equal(new FakeMember("Olga", true, MemberReason.WrapUp), app.Asterisk.Members[(queue, "PJSIP/501")]));
        Assert.Equal("450|PJSIP/501|WRAPUP|START|1|30", app.Asterisk.Log[^1]);
        await app.UntilAsteriskAsync("the dialplan knows until when", a => a.Global(Variable) == (app.Time.GetUtcNow().ToUnixTimeSeconds() + 35).ToString(CultureInfo.InvariantCulture));
        app.Time.Advance(TimeSpan.FromSeconds(31));

        await UntilOverAsync(app);
        Assert.Equal("450|PJSIP/501|WRAPUP|END|1|elapsed", app.Asterisk.Log[^1]);
        Assert.All(app.Asterisk.Members.Values, member => Assert.False(member.Paused));
        Assert.Equal("", app.Asterisk.Global(Variable));
    }

    [Fact]
    public async Task End_ByThePhoneItself_IsEarly()
    {
        await using var app = await WrappingUpAsync();

        Assert.True((await app.Get<EndWrapUp>().HandleAsync(s_phone, "501", default)).Succeeded);

        Assert.Equal("450|PJSIP/501|WRAPUP|END|1|early", app.Asterisk.Log[^1]);
        Assert.All(app.Asterisk.Members.Values, member => Assert.False(member.Paused));
        Assert.Equal("not-wrapping-up", (await app.Get<EndWrapUp>().HandleAsync(s_phone, "501", default)).Refusal!.Id);
        Assert.Equal("forbidden", (await app.Get<EndWrapUp>().HandleAsync(s_phone, "502", default)).Refusal!.Id);
        Assert.Equal(1, await app.AuditedAsync("wrap-up.end"));
    }

    [Fact]
    public async Task Extend_ByAMinute_EndsAMinuteLater()
    {
        await using var app = await WrappingUpAsync();

        Assert.True((await app.Get<ExtendWrapUp>().HandleAsync(AgentsTestWords.Supervisor, "501", 60, default)).Succeeded);
        Assert.Equal("wrap-up-long", (await app.Get<ExtendWrapUp>().HandleAsync(AgentsTestWords.Supervisor, "501", 3600, default)).Refusal!.Id);
        app.Time.Advance(TimeSpan.FromSeconds(89));
        Assert.NotEmpty(app.Get<WrapUps>().Current);
        app.Time.Advance(TimeSpan.FromSeconds(2));

        await UntilOverAsync(app);
        Assert.Equal(["450|PJSIP/501|WRAPUP|EXTENDED|1|90", "450|PJSIP/501|WRAPUP|END|1|extended"], app.Asterisk.Log.TakeLast(2));
    }

    [Fact]
    public async Task Pause_DuringIt_TakesItsPlace()
    {
        await using var app = await WrappingUpAsync();

        Assert.True((await app.Get<PauseEverywhere>().HandleAsync(s_phone, new("501", true, "lunch"), default)).Succeeded);

        Assert.Equal("450|PJSIP/501|WRAPUP|END|1|paused", app.Asterisk.Log[^1]);
        Assert.All(app.Asterisk.Members.Values, member => Assert.Equal(("lunch", true), (member.Reason, member.Paused)));
        app.Time.Advance(TimeSpan.FromMinutes(2));
        await app.UntilComparedAsync();
        Assert.All(app.Asterisk.Members.Values, member => Assert.True(member.Paused));
    }

    [Fact]
    public async Task CallEnds_PausedInOneQueueAlready_ThatPauseStays()
    {
        await using var app = await LoggedInAsync();
        await app.PauseAsync("451", "501", true, "lunch");
        CallEnds(app);
        await UntilBegunAsync(app);

        Assert.Equal((MemberReason.WrapUp, "lunch"), (app.Asterisk.Members[("450", "PJSIP/501")].Reason, app.Asterisk.Members[("451", "PJSIP/501")].Reason));
        app.Time.Advance(TimeSpan.FromSeconds(31));

        await UntilOverAsync(app);
        Assert.False(app.Asterisk.Members[("450", "PJSIP/501")].Paused);
        Assert.Equal("lunch", app.Asterisk.Members[("451", "PJSIP/501")].Reason);
    }

    [Fact]
    public async Task AsteriskAway_AtItsEnd_IsEndedWhenItIsBack()
    {
        await using var app = await WrappingUpAsync();
        app.Asterisk.Disconnect();
        app.Time.Advance(TimeSpan.FromSeconds(31));

        app.Asterisk.Connect();

        await UntilOverAsync(app);
        await app.UntilAsteriskAsync("calls reach him again", a => a.Members.Values.All(m => !m.Paused));
    }

    [Fact]
    public async Task LogIn_ToOneMoreQueueDuringIt_IsLeftAloneThereToo()
    {
        await using var app = await WrappingUpAsync();
        await app.LogOutAsync("451", "501");

        await app.LogInAsync("451", "501", new(1, "Olga"));

        Assert.Equal(MemberReason.WrapUp, app.Asterisk.Members[("451", "PJSIP/501")].Reason);
        app.Time.Advance(TimeSpan.FromSeconds(31));
        await UntilOverAsync(app);
        Assert.All(app.Asterisk.Members.Values, member => Assert.False(member.Paused));
    }

    private static async Task<TestApp> WrappingUpAsync()
    {
        var app = await LoggedInAsync();
        CallEnds(app);
        await UntilBegunAsync(app);
        return app;
    }

    private static void CallEnds(TestApp app) => app.Asterisk.Publish("AgentComplete", "450", "PJSIP/501", ("Uniqueid", "1795000000.1"));

    private static Task UntilBegunAsync(TestApp app) => Until.TrueAsync("the wrap-up goes on", s_limit, () => app.Get<WrapUps>().Current.ContainsKey("501"));

    private static Task UntilOverAsync(TestApp app) => Until.TrueAsync("the wrap-up is over", s_limit, () => app.Get<WrapUps>().Current.Count == 0);

    private static async Task<TestApp> LoggedInAsync()
    {
        var app = await TestApp.StartAsync();
        await app.Get<SaveQueue>().HandleAsync(Actor.CommandLine, new() { Number = "450", Name = "Queue 450", WrapUpSeconds = 30 }, default);
        var olga = await app.AgentAsync("Olga", "7391");
        await app.LogInAsync("450", "501", olga);
        await app.LogInAsync("451", "501", olga);
        return app;
    }
}
