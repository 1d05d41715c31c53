using SipRing.Testing.FakeAsterisk;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

/// <summary>Who is logged in survives every restart, and what somebody else does at Asterisk is noticed.</summary>
public sealed class MembershipComparisonTests
{
    [Fact]
    public async Task Restart_AsteriskLostItsMembers_PutsThemBackWithTheirPause()
    {
        await using var app = await LoggedInAsync();
        await app.PauseAsync("450", "501", true, "lunch");
        await app.UntilComparedAsync();

        app.Asterisk.Restart(keepMembers: false);

        await app.UntilAsteriskAsync("the member is back, paused", a => a.Members.GetValueOrDefault(("450", "PJSIP/501")) == new FakeMember("Olga", true, "lunch"));
        Assert.Single(app.Asterisk.Log);
        Assert.Single(await app.MembersAsync());
    }

    [Fact]
    public async Task Restart_AgentRenamedMeanwhile_ReturnsUnderTheNameOfTheSession()
    {
        await using var app = await LoggedInAsync();
        await app.UntilComparedAsync();
        Assert.True((await app.Get<ChangeAgent>().HandleAsync(Actor.CommandLine, new(1, "Olga Ivanova", null), CancellationToken.None)).Succeeded);

        app.Asterisk.Restart(keepMembers: false);

        await app.UntilAsteriskAsync("the member is back", a => a.Members.GetValueOrDefault(("450", "PJSIP/501")) == new FakeMember("Olga", false, ""));
        Assert.Equal("Olga Ivanova", Assert.Single(await app.MembersAsync()).Name);
    }

    [Fact]
    public async Task Restart_AsteriskKeptItsMembers_ChangesNothing()
    {
        await using var app = await LoggedInAsync();
        await app.UntilComparedAsync();

        app.Asterisk.Restart(keepMembers: true);
        await app.UntilComparedAsync();

        Assert.Single(app.Asterisk.Log);
        Assert.Single(await app.MembersAsync());
        Assert.Single(app.Asterisk.Members);
    }

    [Fact]
    public async Task Away_TakenOutMeanwhileWithoutRestart_EndsTheSession()
    {
        await using var app = await LoggedInAsync();
        await app.UntilComparedAsync();
        app.Asterisk.Disconnect();
        app.Asterisk.RemoveByConsole("450", "PJSIP/501");
        Assert.Single(await app.MembersAsync());

        app.Asterisk.Connect();

        await app.UntilMembersAsync("nobody is logged in", m => m.Count == 0);
        Assert.EndsWith("|LOGOUT|1", app.Asterisk.Log[^1], StringComparison.Ordinal);
        Assert.Empty(app.Asterisk.Members);
    }

    [Fact]
    public async Task Live_TakenOutAtTheConsole_EndsTheSession()
    {
        await using var app = await LoggedInAsync();

        app.Asterisk.RemoveByConsole("450", "PJSIP/501");

        await app.UntilMembersAsync("nobody is logged in", m => m.Count == 0);
        Assert.EndsWith("|LOGOUT|1", app.Asterisk.Log[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_PausedAtTheConsole_IsKnown()
    {
        await using var app = await LoggedInAsync();

        app.Asterisk.PauseByConsole("450", "PJSIP/501", "training");

        await app.UntilMembersAsync("paused for training", m => m is [{ Paused: true, Reason: "training" }]);
    }

    [Fact]
    public async Task Live_ManyLoginsAndLogouts_EndAsTheLastOneSaid()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");

        for (var i = 0; i < 20; i++)
        {
            Assert.True((await app.LogInAsync("450", "501", agent)).Succeeded);
            Assert.True((await app.LogOutAsync("450", "501")).Succeeded);
        }

        await app.LogInAsync("450", "501", agent);
        await app.UntilComparedAsync();
        Assert.Single(await app.MembersAsync());
        Assert.Equal(41, app.Asterisk.Log.Count);
    }

    private static async Task<TestApp> LoggedInAsync()
    {
        var app = await TestApp.StartAsync();
        await app.LogInAsync("450", "501", await app.AgentAsync("Olga", "7391"));
        return app;
    }
}
