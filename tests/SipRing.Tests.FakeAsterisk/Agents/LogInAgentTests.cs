using SipRing.Testing.FakeAsterisk;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

public sealed class LogInAgentTests
{
    [Fact]
    public async Task LogIn_ThenLogOut_WritesLinesAroundTheMember()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga Sokolova", "7391");

        var member = await app.LogInAsync("450", "501", agent);
        Assert.Equal("Olga Sokolova", member.Value!.Name);
        Assert.Equal("Olga Sokolova", app.Asterisk.Members[("450", "PJSIP/501")].Name);
        await app.LogOutAsync("450", "501");

        Assert.Equal([$"450|PJSIP/501|LOGIN|{agent.Id}|Olga Sokolova", $"450|PJSIP/501|LOGOUT|{agent.Id}"], app.Asterisk.Log);
        Assert.Empty(app.Asterisk.Members);
        Assert.Empty(await app.MembersAsync());
        Assert.Equal((1, 1), (await app.AuditedAsync("member.login"), await app.AuditedAsync("member.logout")));
    }

    [Theory]
    [InlineData("Olga Sokolova", "Olga Sokolova", "Olga Sokolova", "Olga Sokolova (2)")]
    [InlineData("Александра Константинова", "Александра Константинопольская", "Александра Константи", "Александра Констан (2)")]
    public async Task LogIn_NamesAlikeInTheLog_SecondCarriesItsId(string first, string second, string firstInLog, string secondInLog)
    {
        await using var app = await TestApp.StartAsync();
        var one = await app.AgentAsync(first, "7391");
        var two = await app.AgentAsync(second, "8264");

        // Whoever comes first: the name in the log does not change from day to day.
        await app.LogInAsync("450", "502", two);
        await app.LogInAsync("450", "501", one);

        Assert.Equal((firstInLog, secondInLog), (app.Asterisk.Members[("450", "PJSIP/501")].Name, app.Asterisk.Members[("450", "PJSIP/502")].Name));
        Assert.Equal([$"450|PJSIP/502|LOGIN|{two.Id}|{secondInLog}", $"450|PJSIP/501|LOGIN|{one.Id}|{firstInLog}"], app.Asterisk.Log);
        Assert.Equal([first, second], (await app.MembersAsync()).OrderBy(m => m.Extension).Select(m => m.Name));
    }

    [Fact]
    public async Task LogIn_WhatContradicts_IsRefusedByName()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        var ivan = await app.AgentAsync("Ivan", "8264");
        await app.LogInAsync("450", "501", olga);
        await app.LogInAsync("451", "501", olga);

        Assert.Equal("phone-in-use", (await app.LogInAsync("450", "501", ivan)).Refusal!.Id);
        Assert.Equal("already-logged-in", (await app.LogInAsync("450", "501", olga)).Refusal!.Id);
        var elsewhere = (await app.LogInAsync("450", "502", olga)).Refusal!;
        Assert.Equal("agent-elsewhere", elsewhere.Id);
        Assert.Contains("501", elsewhere.Message, StringComparison.Ordinal);
        Assert.Equal(("queue-unknown", RefusalKind.NotFound), Kind(await app.LogInAsync("999", "502", ivan)));
        Assert.Equal(("extension-unknown", RefusalKind.NotFound), Kind(await app.LogInAsync("450", "999", ivan)));
        Assert.Equal(("agent-unknown", RefusalKind.NotFound), Kind(await app.LogInAsync("450", "502", new(999, "nobody"))));
        Assert.Equal(2, app.Asterisk.Members.Count);
        Assert.Equal(2, app.Asterisk.Log.Count);
    }

    [Fact]
    public async Task LogIn_PutInBySomebodyElse_EndsTheSessionItOpened()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");
        app.Asterisk.AddByConsole("450", "PJSIP/501");

        var result = await app.LogInAsync("450", "501", agent);

        Assert.Equal(("member-foreign", RefusalKind.Conflict), Kind(result));
        Assert.Equal([$"450|PJSIP/501|LOGIN|{agent.Id}|Olga", $"450|PJSIP/501|LOGOUT|{agent.Id}"], app.Asterisk.Log);
        Assert.Empty(await app.MembersAsync());
    }

    [Fact]
    public async Task LogIn_AsteriskAway_LeavesNothing()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");
        app.Asterisk.Disconnect();

        Assert.Equal(("asterisk-away", RefusalKind.Unavailable), Kind(await app.LogInAsync("450", "501", agent)));

        app.Asterisk.Connect();
        Assert.True((await app.LogInAsync("450", "501", agent)).Succeeded);
    }

    [Theory]
    [InlineData("QueueAdd", true)]
    [InlineData("QueueAdd", false)]
    [InlineData("QueueLog", true)]
    [InlineData("QueueLog", false)]
    public async Task LogIn_AnswerLost_IsUnknownThenSettledWithoutRepeating(string action, bool carriedOut)
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");
        app.Asterisk.LoseAnswerOf = (action, carriedOut);

        Assert.Equal(("outcome-unknown", RefusalKind.OutcomeUnknown), Kind(await app.LogInAsync("450", "501", agent)));

        if (action == "QueueAdd" && carriedOut)
        {
            await app.UntilMembersAsync("the login that happened is known", m => m.Count == 1);
            Assert.Single(app.Asterisk.Log);
        }
        else
        {
            await app.UntilAsteriskAsync("the session is ended", a => a.Log.LastOrDefault() == $"450|PJSIP/501|LOGOUT|{agent.Id}");
            Assert.Empty(app.Asterisk.Members);
            Assert.Empty(await app.MembersAsync());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LogOut_AnswerLost_IsUnknownThenSettled(bool carriedOut)
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");
        await app.LogInAsync("450", "501", agent);
        app.Asterisk.LoseAnswerOf = ("QueueRemove", carriedOut);

        Assert.Equal(RefusalKind.OutcomeUnknown, (await app.LogOutAsync("450", "501")).Refusal!.Kind);

        if (carriedOut)
            await app.UntilAsteriskAsync("the session is ended", a => a.Log.LastOrDefault() == $"450|PJSIP/501|LOGOUT|{agent.Id}");
        else
            await app.UntilMembersAsync("still logged in", m => m.Count == 1);
        Assert.Equal(carriedOut ? 0 : 1, app.Asterisk.Members.Count);
        Assert.True((await app.LogOutAsync("450", "501")).Refusal?.Id is null or "not-logged-in");
    }

    [Fact]
    public async Task Pause_WithReason_ReachesAsteriskAndTable()
    {
        await using var app = await TestApp.StartAsync();
        await app.LogInAsync("450", "501", await app.AgentAsync("Olga", "7391"));

        Assert.True((await app.PauseAsync("450", "501", true, " lunch ")).Succeeded);
        Assert.Equal(new FakeMember("Olga", true, "lunch"), app.Asterisk.Members[("450", "PJSIP/501")]);
        Assert.Equal("lunch", Assert.Single(await app.MembersAsync()).Reason);
        Assert.True((await app.PauseAsync("450", "501", false, null)).Succeeded);
        Assert.False(Assert.Single(await app.MembersAsync()).Paused);
        Assert.Equal("not-logged-in", (await app.PauseAsync("450", "502", true, null)).Refusal!.Id);
        Assert.Equal("reason-invalid", (await app.PauseAsync("450", "501", true, "a|b")).Refusal!.Id);
    }

    [Fact]
    public async Task LogIn_LongName_FitsTheLineAndIsTheMembers()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Константин Константинопольский-Рождественский", "7391");

        await app.LogInAsync("450", "501", agent);

        var name = app.Asterisk.Log[0].Split('|')[4];
        Assert.Equal("Константин Константи", name);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(name) <= 40);

        // Asterisk names the member, not the phone, in its own PAUSE lines: both must be one name.
        Assert.Equal(name, app.Asterisk.Members[("450", "PJSIP/501")].Name);
    }

    [Fact]
    public async Task LogIn_WithoutTheRight_IsForbidden()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");
        var nobody = new Actor(ActorKind.User, "operator", Role.Operator);

        Assert.Equal(RefusalKind.Forbidden, (await app.Get<LogInAgent>().HandleAsync(nobody, new("450", "501", agent.Id), default)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await app.Get<LogOutAgent>().HandleAsync(nobody, "450", "501", default)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await app.Get<LogOutAgent>().HandleAsync(new(ActorKind.Phone, "502", null), "450", "501", default)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await app.Get<PauseMember>().HandleAsync(nobody, new("450", "501", true, null), default)).Refusal!.Kind);
    }

    [Fact]
    public async Task Remove_LoggedIn_LogsOutAndFreesThePin()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");
        await app.LogInAsync("450", "501", agent);
        await app.LogInAsync("451", "501", agent);

        Assert.True((await app.Get<RemoveAgent>().HandleAsync(Actor.CommandLine, agent.Id, default)).Succeeded);

        Assert.Empty(app.Asterisk.Members);
        Assert.Equal(2, app.Asterisk.Log.Count(l => l.EndsWith($"LOGOUT|{agent.Id}", StringComparison.Ordinal)));
        Assert.Equal("agent-unknown", (await app.LogInAsync("450", "501", agent)).Refusal!.Id);
        Assert.Equal("Ivan", (await app.AgentAsync("Ivan", "7391")).Name);
    }

    [Fact]
    public async Task Remove_AsteriskAway_EndsTheLoginWhenItIsBack()
    {
        await using var app = await TestApp.StartAsync();
        var agent = await app.AgentAsync("Olga", "7391");
        await app.LogInAsync("450", "501", agent);
        app.Asterisk.Disconnect();

        Assert.True((await app.Get<RemoveAgent>().HandleAsync(Actor.CommandLine, agent.Id, default)).Succeeded);
        app.Asterisk.Connect();

        await app.UntilAsteriskAsync("the member is gone", a => a.Members.Count == 0);
        await app.UntilAsteriskAsync("the session is ended", a => a.Log[^1] == $"450|PJSIP/501|LOGOUT|{agent.Id}");
    }

    private static (string, RefusalKind) Kind<T>(Result<T> result) => (result.Refusal!.Id, result.Refusal.Kind);
}
