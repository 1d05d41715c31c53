using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

/// <summary>PINs that are made, dismissals that are taken back, logins of operators to the pages.</summary>
public sealed class DismissalTests
{
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    [Fact]
    public async Task Dismiss_LoggedInToTwoQueues_LeavesBothAndPinAndLoginAreWorthless()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        var login = (await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "olga"), default)).Value!;
        var session = (await app.Get<SignIn>().HandleAsync("olga", login.Password, default)).Value!;
        await app.LogInAsync("450", "501", olga);
        await app.LogInAsync("451", "501", olga);

        Assert.True((await app.Get<RemoveAgent>().HandleAsync(s_admin, olga.Id, default)).Succeeded);

        Assert.Empty(app.Asterisk.Members);
        Assert.Equal([$"450|PJSIP/501|LOGOUT|{olga.Id}", $"451|PJSIP/501|LOGOUT|{olga.Id}"], app.Asterisk.Log.TakeLast(2));
        Assert.Equal(LogInByPin.WrongPin, (await ByPinAsync(app, "7391")).Refusal!.Id);
        Assert.Equal("user-disabled", (await app.Get<SignIn>().HandleAsync("olga", login.Password, default)).Refusal!.Id);
        Assert.False(await app.Get<Sessions>().IsCurrentAsync(session.Id, session.Stamp, default));
        var card = Assert.Single((await app.Get<ListAgentCards>().HandleAsync(s_admin, default)).Value!);
        Assert.Equal((app.Time.GetUtcNow(), true, 0), (card.DismissedAt, card.Login!.Disabled, card.Members.Count));
        Assert.Equal("Olga", (await app.Get<ListAgents>().NamesAsync(s_admin, default)).Value![olga.Id]);
        Assert.Equal("agent-unknown", (await app.Get<ResetPin>().HandleAsync(s_admin, olga.Id, default)).Refusal!.Id);
        Assert.Equal("agent-unknown", (await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "olga"), default)).Refusal!.Id);
    }

    [Fact]
    public async Task Restore_Dismissed_WorksWithANewPinAndALoginThatIsGivenAnew()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "olga"), default);
        Assert.Equal("agent-not-dismissed", (await app.Get<RestoreAgent>().HandleAsync(s_admin, olga.Id, default)).Refusal!.Id);
        await app.Get<RemoveAgent>().HandleAsync(s_admin, olga.Id, default);
        var heir = await app.AgentAsync("Ivan", "7391");

        var slip = (await app.Get<RestoreAgent>().HandleAsync(s_admin, olga.Id, default)).Value!;

        Assert.Equal((olga.Id, "Olga"), (slip.AgentId, slip.Name));
        Assert.Null(PinPolicy.Check(slip.Pin));
        Assert.Equal(olga.Id, (await ByPinAsync(app, slip.Pin)).Value!.AgentId);
        Assert.Equal(heir.Id, (await ByPinAsync(app, "7391", "502")).Value!.AgentId);
        Assert.True((await app.Get<ListAgentCards>().FindAsync(s_admin, olga.Id, default)).Value!.Login!.Disabled);
        var again = (await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "other"), default)).Value!;
        Assert.Equal("olga", again.Login);
        Assert.True((await app.Get<SignIn>().HandleAsync("olga", again.Password, default)).Value!.MustChange);
    }

    [Fact]
    public async Task ResetPin_WhileLoggedIn_StaysInAndTheOldPinIsWorthless()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        await app.LogInAsync("450", "501", olga);

        var slip = (await app.Get<ResetPin>().HandleAsync(s_admin, olga.Id, default)).Value!;

        Assert.Single(app.Asterisk.Members);
        Assert.Equal(LogInByPin.WrongPin, (await ByPinAsync(app, "7391", "502")).Refusal!.Id);
        Assert.Equal("agent-elsewhere", (await ByPinAsync(app, slip.Pin, "502")).Refusal!.Id);
        Assert.Equal(1, await app.AuditedAsync("agent.pin"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ol\"ga")]
    [InlineData("ol\r\nga")]
    [InlineData("${SHELL(id)}")]
    [InlineData("a,b")]
    [InlineData("a;b")]
    [InlineData("/../x")]
    [InlineData("ольга")]
    [InlineData("x123456789x123456789x123456789x123456789x123456789x123456789x1234")]
    public async Task GiveWebLogin_NameThatIsNone_IsRefusedAtItsField(string name)
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");

        var refusal = (await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, name), default)).Refusal!;

        Assert.Equal(("user-name-invalid", "login"), (refusal.Id, refusal.Field));
        Assert.Null((await app.Get<ListAgentCards>().FindAsync(s_admin, olga.Id, default)).Value!.Login);
    }

    [Fact]
    public async Task GiveWebLogin_NameOfSomebodyElse_IsRefusedAndNobodysPasswordChanges()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        var chief = (await app.Get<AddUser>().HandleAsync(Actor.CommandLine, new("chief", Role.Supervisor, null), default)).Value!;

        var refusal = (await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "Chief"), default)).Refusal!;

        Assert.Equal(("user-exists", "login"), (refusal.Id, refusal.Field));
        Assert.True((await app.Get<SignIn>().HandleAsync("chief", chief.Password, default)).Succeeded);
    }

    [Fact]
    public async Task TakeWebLogin_Given_ClosesItsPages()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        var take = app.Get<TakeWebLogin>();
        Assert.Equal("no-web-login", (await take.HandleAsync(s_admin, olga.Id, default)).Refusal!.Id);
        var given = (await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "olga"), default)).Value!;
        var user = (await app.Get<SignIn>().HandleAsync("olga", given.Password, default)).Value!;
        Assert.Equal((Role.Operator, olga.Id), (user.Role, user.AgentId));

        Assert.True((await take.HandleAsync(s_admin, olga.Id, default)).Succeeded);

        Assert.False(await app.Get<Sessions>().IsCurrentAsync(user.Id, user.Stamp, default));
        Assert.Equal("user-disabled", (await app.Get<SignIn>().HandleAsync("olga", given.Password, default)).Refusal!.Id);
    }

    [Fact]
    public async Task EveryAct_BySupervisor_IsForbidden()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        var chief = AgentsTestWords.Supervisor;

        Refusal?[] refusals =
        [
            (await app.Get<ResetPin>().HandleAsync(chief, olga.Id, default)).Refusal,
            (await app.Get<RemoveAgent>().HandleAsync(chief, olga.Id, default)).Refusal,
            (await app.Get<RestoreAgent>().HandleAsync(chief, olga.Id, default)).Refusal,
            (await app.Get<GiveWebLogin>().HandleAsync(chief, new(olga.Id, "olga"), default)).Refusal,
            (await app.Get<TakeWebLogin>().HandleAsync(chief, olga.Id, default)).Refusal,
            (await app.Get<ListAgentCards>().HandleAsync(chief, default)).Refusal,
            (await app.Get<ListAgentCards>().FindAsync(chief, olga.Id, default)).Refusal,
        ];
        Assert.All(refusals, refusal => Assert.Equal("forbidden", refusal?.Id));
    }

    private static Task<Result<Member>> ByPinAsync(TestApp app, string pin, string phone = "501") =>
        app.Get<LogInByPin>().HandleAsync(new("450", phone, pin), default);
}
