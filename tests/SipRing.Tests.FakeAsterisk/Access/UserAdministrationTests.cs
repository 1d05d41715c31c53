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

        Assert.Equal(Role.Administrator, (await app.Get<ChangeUserRole>().HandleAsync(s_admin, "CHIEF", Role.Administrator, default)).Value!.Role);

        Assert.False(await app.Get<Sessions>().IsCurrentAsync(chief.Id, chief.Stamp, default));
        Assert.Equal(1, await app.AuditedAsync("user.role"));
        Assert.Equal("user-unknown", (await app.Get<ChangeUserRole>().HandleAsync(s_admin, "nobody", Role.Supervisor, default)).Refusal!.Id);
    }

    [Fact]
    public async Task Administrator_TheLastOrHimself_StaysOne()
    {
        await using var app = await TestApp.StartAsync();
        await AddAsync(app, "admin", Role.Administrator);
        var (role, disable) = (app.Get<ChangeUserRole>(), app.Get<DisableUser>());

        Assert.Equal(("user-self", "role"), Of(await role.HandleAsync(s_admin, "Admin", Role.Supervisor, default)));
        Assert.Equal(("user-self", "name"), Of(await disable.HandleAsync(s_admin, "admin", default)));
        Assert.Equal(("last-administrator", "role"), Of(await role.HandleAsync(Actor.CommandLine, "admin", Role.Supervisor, default)));
        Assert.Equal(("last-administrator", "name"), Of(await disable.HandleAsync(Actor.CommandLine, "admin", default)));

        // A second one who is shut out is no second one.
        await AddAsync(app, "second", Role.Administrator);
        Assert.True((await disable.HandleAsync(s_admin, "second", default)).Succeeded);
        Assert.Equal("last-administrator", (await disable.HandleAsync(Actor.CommandLine, "admin", default)).Refusal!.Id);
        Assert.True((await app.Get<EnableUser>().HandleAsync(s_admin, "second", default)).Succeeded);
        Assert.True((await role.HandleAsync(new(ActorKind.User, "second", Role.Administrator), "admin", Role.Supervisor, default)).Succeeded);
    }

    [Fact]
    public async Task Disabled_RightPassword_IsToldWhyAndSignsInAgainWhenEnabled()
    {
        await using var app = await TestApp.StartAsync();
        var added = (await app.Get<AddUser>().HandleAsync(s_admin, new("chief", Role.Supervisor, null), default)).Value!;
        await app.Get<DisableUser>().HandleAsync(s_admin, "chief", default);
        var signIn = app.Get<SignIn>();

        Assert.Equal("user-disabled", (await signIn.HandleAsync("chief", added.Password, default)).Refusal!.Id);
        Assert.Equal("sign-in-wrong", (await signIn.HandleAsync("chief", "certainly wrong one", default)).Refusal!.Id);
        Assert.Equal("user-disabled", (await signIn.HandleAsync("chief", added.Password, default)).Refusal!.Id);
        await app.Get<EnableUser>().HandleAsync(s_admin, "chief", default);

        Assert.True((await signIn.HandleAsync("chief", added.Password, default)).Succeeded);
        Assert.Equal(app.Time.GetUtcNow(), Assert.Single((await app.Get<ListUsers>().HandleAsync(s_admin, default)).Value!).SignedInAt);
    }

    [Fact]
    public async Task LoginOfAnOperator_HasItsRoleAndIsEnabledWhereOperatorsAreKept()
    {
        await using var app = await TestApp.StartAsync();
        var olga = await app.AgentAsync("Olga", "7391");
        await app.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "olga"), default);

        Assert.Equal("user-operator-login", (await app.Get<ChangeUserRole>().HandleAsync(s_admin, "olga", Role.Administrator, default)).Refusal!.Id);
        Assert.True((await app.Get<DisableUser>().HandleAsync(s_admin, "olga", default)).Succeeded);
        Assert.Equal("user-operator-login", (await app.Get<EnableUser>().HandleAsync(s_admin, "olga", default)).Refusal!.Id);
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
