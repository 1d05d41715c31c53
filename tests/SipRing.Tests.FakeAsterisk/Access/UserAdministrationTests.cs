using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using SipRing.Tests.FakeAsterisk.Agents;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Access;

/// <summary>Roles, and people who are shut out: nobody can lock the installation.</summary>
public sealed class UserAdministrationTests
{
    private static readonly Actor s_admin = new(ActorKind.User, "admin", Role.Administrator);

    [Fact]
    public async Task Role_Changed_EndsSessionsAndHoldsAtTheNextSignIn()
    {
        await using var app = await TestApp.StartAsync();
        var chief = await AddAsync(app, "chief", Role.Supervisor);

        Assert.Equal(Role.Administrator, (await app.Get<ChangeUser>().HandleAsync(s_admin, new("CHIEF", Role.Administrator), default)).Value!.Role);

        Assert.False(await app.Get<Sessions>().IsCurrentAsync(chief.Id, chief.Stamp, default));
        Assert.Equal(1, await app.AuditedAsync("user.role"));
        Assert.Equal("user-unknown", (await app.Get<ChangeUser>().HandleAsync(s_admin, new("nobody", Role.Supervisor), default)).Refusal!.Id);
    }

    [Fact]
    public async Task Administrator_TheLastOrHimself_StaysOne()
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "admin", Role.Administrator);
        var change = app.Get<ChangeUser>();

        Assert.Equal(("user-self", "role"), Of(await change.HandleAsync(s_admin, new("Admin", Role.Supervisor), default)));
        Assert.Equal(("user-self", "name"), Of(await change.HandleAsync(s_admin, new("admin", Disabled: true), default)));
        Assert.Equal(("last-administrator", "role"), Of(await change.HandleAsync(Actor.CommandLine, new("admin", Role.Supervisor), default)));
        Assert.Equal(("last-administrator", "name"), Of(await change.HandleAsync(Actor.CommandLine, new("admin", Disabled: true), default)));

        // A second one who is shut out is no second one.
        await AddAsync(app, "second", Role.Administrator);
        Assert.True((await change.HandleAsync(s_admin, new("second", Disabled: true), default)).Succeeded);
        Assert.Equal("last-administrator", (await change.HandleAsync(Actor.CommandLine, new("admin", Disabled: true), default)).Refusal!.Id);
        Assert.True((await app.Get<ChangeUser>().HandleAsync(s_admin, new("second", Disabled: false), default)).Succeeded);

        // Each takes the other's right away at the same moment: one of them stays.
        var second = new Actor(ActorKind.User, "second", Role.Administrator);
        var both = await Task.WhenAll(
            change.HandleAsync(second, new("admin", Role.Supervisor), default),
            change.HandleAsync(s_admin, new("second", Disabled: true), default));
        Assert.Single(both, result => result.Succeeded);
        Assert.Single(both, result => result.Refusal?.Id == "last-administrator");
    }

    [Fact]
    public async Task Change_OfWhichOnePartIsRefused_ChangesNothing()
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "admin", Role.Administrator);
        await AddAsync(app, "chief", Role.Supervisor);

        Assert.False((await app.Get<ChangeUser>().HandleAsync(new(ActorKind.User, "chief", Role.Administrator), new("chief", Role.Administrator, Disabled: true), default)).Succeeded);

        var chief = (await app.Get<ListUsers>().HandleAsync(s_admin, default)).Value!.Single(u => u.Name == "chief");
        Assert.Equal((Role.Supervisor, null), (chief.Role, chief.DisabledAt));
        Assert.True((await app.Get<ChangeUser>().HandleAsync(s_admin, new("chief", Role.Administrator, Disabled: true), default)).Succeeded);
        chief = (await app.Get<ListUsers>().HandleAsync(s_admin, default)).Value!.Single(u => u.Name == "chief");
        Assert.Equal((Role.Administrator, app.Time.GetUtcNow()), (chief.Role, chief.DisabledAt!.Value));
    }

    [Fact]
    public async Task Disabled_RightPassword_IsToldWhyAndSignsInAgainWhenEnabled()
    {
        await using var app = await TestApp.StartAsync();
        var added = (await app.Get<AddUser>().HandleAsync(s_admin, new("chief", Role.Supervisor, null), default)).Value!;
        await app.Get<ChangeUser>().HandleAsync(s_admin, new("chief", Disabled: true), default);
        var signIn = app.Get<SignIn>();

        Assert.Equal("user-disabled", (await signIn.HandleAsync("chief", added.Password, default)).Refusal!.Id);
        Assert.Equal("sign-in-wrong", (await signIn.HandleAsync("chief", "certainly wrong one", default)).Refusal!.Id);
        Assert.Equal("user-disabled", (await signIn.HandleAsync("chief", added.Password, default)).Refusal!.Id);
        await app.Get<ChangeUser>().HandleAsync(s_admin, new("chief", Disabled: false), default);

        Assert.True((await signIn.HandleAsync("chief", added.Password, default)).Succeeded);
        Assert.Equal(app.Time.GetUtcNow(), Assert.Single((await app.Get<ListUsers>().HandleAsync(s_admin, default)).Value!).SignedInAt);
    }

    [Fact]
    public async Task LoginOfAnOperator_HasItsRoleAndIsEnabledWhereOperatorsAreKept()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "olga"), default);

        Assert.Equal("user-operator-login", (await app.Get<ChangeUser>().HandleAsync(s_admin, new("olga", Role.Administrator), default)).Refusal!.Id);
        Assert.True((await app.Get<ChangeUser>().HandleAsync(s_admin, new("olga", Disabled: true), default)).Succeeded);
        Assert.Equal("user-operator-login", (await app.Get<ChangeUser>().HandleAsync(s_admin, new("olga", Disabled: false), default)).Refusal!.Id);
    }

    [Fact]
    public async Task Phone_OfSomebodyElse_HasToExist()
    {
        await using var app = await TestApp.StartAsync();
        var chief = await AddAsync(app, "chief", Role.Supervisor);
        var set = app.Get<SetOwnPhone>();

        foreach (var wrong in new[] { "999", "5\"01", "501\r\n", "${EXTEN}", "501;502", "/../", new string('5', 300) })
        {
            var refusal = (await set.HandleAsync(s_admin, chief, wrong, default)).Refusal;
            Assert.Equal(wrong.Trim() == "501" ? null : "phone", refusal?.Field);
        }

        Assert.True((await set.HandleAsync(s_admin, chief, " 501 ", default)).Succeeded);
        Assert.Equal("501", (await app.Get<ListUsers>().PhonesAsync(s_admin, default)).Value![chief.Id]);
        Assert.True((await set.HandleAsync(s_admin, chief, "", default)).Succeeded);
        Assert.Empty((await app.Get<ListUsers>().PhonesAsync(s_admin, default)).Value!);
        Assert.Equal("forbidden", (await set.HandleAsync(AgentsTestWords.Supervisor, chief, "501", default)).Refusal!.Id);
    }

    private static (string, string?) Of(Result<User> result) => (result.Refusal!.Id, result.Refusal.Field);

    private static async Task<User> AddAsync(TestApp app, string name, Role role) => (await app.Get<AddUser>().HandleAsync(Actor.CommandLine, new(name, role, null), default)).Value!.User;
}
