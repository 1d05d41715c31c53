using SipRing.Testing.FakeAsterisk;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.Pauses;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Agents;

public sealed class PauseReasonsTests
{
    private static readonly Actor s_phone = new(ActorKind.Phone, "501", null);

    [Fact]
    public async Task Pause_ListWithReasons_OnlyThoseAreTaken()
    {
        await using var app = await LoggedInAsync();
        Assert.Equal(5, (await app.Get<AddUsualPauseReasons>().HandleAsync(Actor.CommandLine, default)).Value!.Count);

        Assert.Equal("pause-reason-missing", (await app.PauseAsync("450", "501", true, null)).Refusal!.Id);
        Assert.Equal("pause-reason-unknown", (await app.PauseAsync("450", "501", true, "gossip")).Refusal!.Id);
        Assert.Equal("reason-reserved", (await app.PauseAsync("450", "501", true, "wrap-up")).Refusal!.Id);
        Assert.True((await app.PauseAsync("450", "501", true, "lunch")).Succeeded);

        // The call centre speaks Russian, so that is what the log says, whatever language the word came in.
        Assert.Equal(new FakeMember("Olga", true, "Обед"), app.Asterisk.Members[("450", "PJSIP/501")]);
        Assert.Equal(app.Time.GetUtcNow(), Assert.Single(await app.MembersAsync()).PausedAt);
    }

    [Fact]
    public async Task Pause_ByThePhoneItself_OnlyReasonsOfOperators()
    {
        await using var app = await LoggedInAsync();
        await app.Get<AddUsualPauseReasons>().HandleAsync(Actor.CommandLine, default);
        var pause = app.Get<PauseEverywhere>();

        Assert.Equal("pause-reason-supervisor", (await pause.HandleAsync(s_phone, new("501", true, ReasonCode: 3), default)).Refusal!.Id);
        Assert.Equal("forbidden", (await pause.HandleAsync(s_phone, new("502", true, ReasonCode: 1), default)).Refusal!.Id);
        Assert.True((await pause.HandleAsync(s_phone, new("501", true, ReasonCode: 2), default)).Succeeded);
        Assert.All(["450", "451"], queue => Assert.Equal("Перерыв", app.Asterisk.Members[(queue, "PJSIP/501")].Reason));
        Assert.True((await pause.HandleAsync(s_phone, new("501", false), default)).Succeeded);
        Assert.All(app.Asterisk.Members.Values, member => Assert.False(member.Paused));
    }

    [Fact]
    public async Task Save_Renamed_KeepsItsNameInTheLog()
    {
        await using var app = await LoggedInAsync();
        var save = app.Get<SavePauseReason>();
        var lunch = new PauseReason { Code = 7, NameRu = "Обед", NameEn = "Lunch" };
        Assert.True((await save.HandleAsync(Actor.CommandLine, lunch, default)).Value!.Created);

        var renamed = (await save.HandleAsync(Actor.CommandLine, lunch with { NameRu = "Ужин", NameEn = "Dinner" }, default)).Value!;

        Assert.Equal(("Обед", "Ужин", false), (renamed.Reason.LogName, renamed.Reason.NameRu, renamed.Created));
        Assert.Equal("pause-reason-taken", (await save.HandleAsync(Actor.CommandLine, lunch with { Code = 8 }, default)).Refusal!.Id);
        Assert.True((await app.PauseAsync("450", "501", true, "dinner")).Succeeded);
        Assert.Equal("Обед", app.Asterisk.Members[("450", "PJSIP/501")].Reason);
    }

    [Theory]
    [InlineData(0, "Обед", "Lunch", null, "pause-code-invalid")]
    [InlineData(100, "Обед", "Lunch", null, "pause-code-invalid")]
    [InlineData(1, "", "Lunch", null, "pause-name-invalid")]
    [InlineData(1, "Обед|", "Lunch", null, "pause-name-invalid")]
    [InlineData(1, "Обед", "Wrap-Up", null, "pause-name-invalid")]
    [InlineData(1, "Обед", "Lunch\r\nAction: Originate", null, "pause-name-invalid")]
    [InlineData(1, "Обед", "Lunch", 0, "minutes-invalid")]
    [InlineData(1, "Обед", "Lunch", 1441, "minutes-invalid")]
    public async Task Save_WhatCannotBe_IsRefused(int code, string russian, string english, int? minutes, string refusal)
    {
        await using var app = await TestApp.StartAsync();

        var result = await app.Get<SavePauseReason>().HandleAsync(Actor.CommandLine, new() { Code = code, NameRu = russian, NameEn = english, MinutesAtOnce = minutes }, default);

        Assert.Equal(refusal, result.Refusal?.Id);
    }

    private static async Task<TestApp> LoggedInAsync()
    {
        var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        await app.LogInAsync("450", "501", olga);
        await app.LogInAsync("451", "501", olga);
        return app;
    }
}
