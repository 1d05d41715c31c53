using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Reports;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

/// <summary>What an operator with a web login may do: everything about himself, nothing about anybody else.</summary>
public sealed class OwnDeskTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task LogInPauseGoOnLogOut_Himself_ReachesAsterisk()
    {
        await using var app = await TestApp.StartAsync();
        var me = await MeAsync(app);
        Assert.Null((await DeskAsync(app, me)).Extension);

        Assert.True((await app.Get<LogInAgent>().HandleAsync(me, new("450", "501", me.AgentId!.Value), default)).Succeeded);
        Assert.True((await app.Get<LogInAgent>().HandleAsync(me, new("451", "501", me.AgentId.Value), default)).Succeeded);
        Assert.True((await app.Get<PauseEverywhere>().HandleAsync(me, new("501", true, "lunch"), default)).Succeeded);
        var desk = await DeskAsync(app, me);
        Assert.Equal(("501", "lunch", 2), (desk.Extension, desk.Paused!.Reason, desk.Members.Count));
        Assert.All(app.Asterisk.Members.Values, member => Assert.Equal("lunch", member.Reason));
        Assert.True((await app.Get<PauseEverywhere>().HandleAsync(me, new("501", false), default)).Succeeded);
        Assert.Null((await DeskAsync(app, me)).Paused);
        Assert.True((await app.Get<LogOutAgent>().HandleAsync(me, "451", "501", default)).Succeeded);
        Assert.True((await app.Get<LogOutEverywhere>().HandleAsync(me, me.AgentId.Value, default)).Succeeded);

        Assert.Empty(app.Asterisk.Members);
    }

    [Fact]
    public async Task WrapUp_Himself_IsSeenExtendedAndEnded()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<SaveQueue>().HandleAsync(Actor.CommandLine, new() { Number = "450", Name = "Queue 450", WrapUpSeconds = 30 }, default);
        var me = await MeAsync(app);
        await app.Get<LogInAgent>().HandleAsync(me, new("450", "501", me.AgentId!.Value), default);
        app.Asterisk.Publish("AgentComplete", "450", "PJSIP/501", ("Uniqueid", "1795000000.1"));
        await Until.TrueAsync("the wrap-up goes on", s_limit, () => app.Get<WrapUps>().Current.ContainsKey("501"));

        var until = (await DeskAsync(app, me)).WrapUp!.Until;
        Assert.Null((await DeskAsync(app, me)).Paused);
        Assert.True((await app.Get<ExtendWrapUp>().HandleAsync(me, "501", 60, default)).Succeeded);
        Assert.Equal(until.AddSeconds(60), (await DeskAsync(app, me)).WrapUp!.Until);
        Assert.True((await app.Get<EndWrapUp>().HandleAsync(me, "501", default)).Succeeded);

        Assert.Null((await DeskAsync(app, me)).WrapUp);
        Assert.False(app.Asterisk.Members[("450", "PJSIP/501")].Paused);
    }

    [Fact]
    public async Task AnythingOfSomebodyElse_IsForbidden()
    {
        await using var app = await TestApp.StartAsync();
        var me = await MeAsync(app);
        var ivan = await app.AgentAsync("Ivan", "8264");
        await app.LogInAsync("450", "502", ivan);

        Refusal?[] refusals =
        [
            (await app.Get<LogInAgent>().HandleAsync(me, new("451", "502", ivan.Id), default)).Refusal,
            (await app.Get<PauseEverywhere>().HandleAsync(me, new("502", true, "lunch"), default)).Refusal,
            (await app.Get<PauseMember>().HandleAsync(me, new("450", "502", true, "lunch"), default)).Refusal,
            (await app.Get<LogOutAgent>().HandleAsync(me, "450", "502", default)).Refusal,
            (await app.Get<LogOutEverywhere>().HandleAsync(me, ivan.Id, default)).Refusal,
            (await app.Get<EndWrapUp>().HandleAsync(me, "502", default)).Refusal,
            (await app.Get<ExtendWrapUp>().HandleAsync(me, "502", 60, default)).Refusal,
            (await app.Get<ListMembers>().HandleAsync(me, "450", default)).Refusal,
            (await app.Get<ListAgents>().HandleAsync(me, default)).Refusal,
            (await app.Get<ListAgentSessions>().HandleAsync(me, default, default, ivan.Id, [], default)).Refusal,
            (await app.Get<ListAgentSessions>().HandleAsync(me, default, default, null, [], default)).Refusal,
        ];

        Assert.All(refusals, refusal => Assert.Equal("forbidden", refusal?.Id));
        Assert.Single(app.Asterisk.Members);
        Assert.True((await app.Get<ListAgentSessions>().HandleAsync(me, app.Time.GetUtcNow().AddDays(-1), app.Time.GetUtcNow(), me.AgentId, [], default)).Succeeded);
    }

    [Fact]
    public async Task Pause_ReasonOfSupervisors_IsNeitherOfferedNorTaken()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<AddUsualPauseReasons>().HandleAsync(Actor.CommandLine, default);
        var me = await MeAsync(app);
        await app.Get<LogInAgent>().HandleAsync(me, new("450", "501", me.AgentId!.Value), default);

        Assert.Equal([1, 2, 4, 5], (await DeskAsync(app, me)).Reasons.Select(r => r.Code));
        Assert.Equal("pause-reason-supervisor", (await app.Get<PauseEverywhere>().HandleAsync(me, new("501", true, "Training"), default)).Refusal!.Id);
    }

    [Fact]
    public async Task Desk_OfNoOperator_SaysSo()
    {
        await using var app = await TestApp.StartAsync();
        var get = app.Get<GetOwnDesk>();

        Assert.Equal("no-operator", (await get.HandleAsync(new(ActorKind.User, "guest", Role.Operator), default)).Refusal!.Id);
        Assert.Equal("no-operator", (await get.HandleAsync(new(ActorKind.Token, "crm", Role.Administrator), default)).Refusal!.Id);
        Assert.Equal("forbidden", (await get.HandleAsync(new(ActorKind.User, "new", null) { AgentId = 1 }, default)).Refusal!.Id);
        Assert.Equal("agent-unknown", (await get.HandleAsync(new(ActorKind.User, "gone", Role.Operator) { AgentId = 99 }, default)).Refusal!.Id);
    }

    [Fact]
    public async Task Order_OfReasons_IsThatOfEveryMenu()
    {
        await using var app = await TestApp.StartAsync();
        await app.Get<AddUsualPauseReasons>().HandleAsync(Actor.CommandLine, default);
        var order = app.Get<OrderPauseReasons>();

        Assert.Equal([4, 1, 2, 3, 5], (await order.HandleAsync(Actor.CommandLine, [4, 1, 2, 3, 5], default)).Value!.Select(r => r.Code));
        await app.Get<SavePauseReason>().HandleAsync(Actor.CommandLine, new() { Code = 4, NameRu = "Собрание", NameEn = "Assembly" }, default);
        await app.Get<SavePauseReason>().HandleAsync(Actor.CommandLine, new() { Code = 9, NameRu = "Врач", NameEn = "Doctor" }, default);

        Assert.Equal([4, 1, 2, 3, 5, 9], (await app.Get<ListPauseReasons>().HandleAsync(AgentsTestWords.Supervisor, default)).Value!.Select(r => r.Code));
        foreach (var wrong in new int[][] { [4, 1, 2, 3, 5], [4, 1, 2, 3, 5, 5], [4, 1, 2, 3, 5, 7], [] })
            Assert.Equal("pause-order-incomplete", (await order.HandleAsync(Actor.CommandLine, wrong, default)).Refusal!.Id);
        Assert.Equal("forbidden", (await order.HandleAsync(AgentsTestWords.Supervisor, [4, 1, 2, 3, 5, 9], default)).Refusal!.Id);
    }

    private static async Task<OwnDesk> DeskAsync(TestApp app, Actor me) => (await app.Get<GetOwnDesk>().HandleAsync(me, default)).Value!;

    private static async Task<Actor> MeAsync(TestApp app) => new(ActorKind.User, "olga", Role.Operator) { AgentId = (await app.AgentAsync("Olga", "7391")).Id };
}
