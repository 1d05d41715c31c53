using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Testing.FakeAsterisk;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Agents;

/// <summary>Operators with logins, PINs and the order of reasons on both databases.</summary>
public sealed class StaffStorageTests
{
    private static readonly Actor s_admin = Actor.CommandLine;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Operators_DismissedAndBack_KeepWhatTheyAre(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        var olga = (await store.Get<CreateAgent>().HandleAsync(s_admin, new("Ольга \"О\"; ${EXTEN}, /../", "7391"), default)).Value!;
        var ivan = (await store.Get<CreateAgent>().HandleAsync(s_admin, new("Ivan", "8264"), default)).Value!;
        var login = (await store.Get<GiveWebLogin>().HandleAsync(s_admin, new(olga.Id, "olga"), default)).Value!;
        Assert.Equal("user-exists", (await store.Get<GiveWebLogin>().HandleAsync(s_admin, new(ivan.Id, "OLGA"), default)).Refusal!.Id);
        await store.Get<LogInAgent>().HandleAsync(s_admin, new("450", "501", olga.Id), default);

        Assert.True((await store.Get<RemoveAgent>().HandleAsync(s_admin, olga.Id, default)).Succeeded);
        var gone = (await store.Get<ListAgentCards>().FindAsync(s_admin, olga.Id, default)).Value!;
        Assert.Equal((store.Time.GetUtcNow(), true, 0), (gone.DismissedAt, gone.Login!.Disabled, gone.Members.Count));
        Assert.Equal("user-disabled", (await store.Get<SignIn>().HandleAsync("olga", login.Password, default)).Refusal!.Id);

        var slip = (await store.Get<RestoreAgent>().HandleAsync(s_admin, olga.Id, default)).Value!;
        Assert.Equal("Ольга \"О\"; ${EXTEN}, /../", slip.Name);
        Assert.Equal(olga.Id, (await store.Get<LogInByPin>().HandleAsync(new("450", "501", slip.Pin), default)).Value!.AgentId);
        Assert.Equal(["Ivan", slip.Name], (await store.Get<ListAgentCards>().HandleAsync(s_admin, default)).Value!.Select(c => c.Agent.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task WebLogin_ForOneOperatorFromEverybodyAtOnce_IsOne(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        var olga = (await store.Get<CreateAgent>().HandleAsync(s_admin, new("Olga", "7391"), default)).Value!;
        var give = store.Get<GiveWebLogin>();

        var given = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => give.HandleAsync(s_admin, new(olga.Id, $"olga{i}"), default))));

        var user = Assert.Single((await store.Get<ListUsers>().HandleAsync(s_admin, default)).Value!);
        Assert.Equal((olga.Id, Role.Operator), (user.AgentId, user.Role));
        Assert.All(given, result => Assert.Equal(result.Succeeded ? user.Name : "user-exists", result.Value?.Login ?? result.Refusal!.Id));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Pins_MadeForManyAtOnce_AreAllDifferentAndAllRight(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        var agents = new List<Agent>();
        for (var i = 0; i < 6; i++)
            agents.Add((await store.Get<CreateAgent>().HandleAsync(s_admin, new($"Agent {i}", $"83{i}917"), default)).Value!);
        var reset = store.Get<ResetPin>();

        var slips = await Task.WhenAll(agents.Select(agent => Task.Run(() => reset.HandleAsync(s_admin, agent.Id, default))));

        Assert.Equal(agents.Count, slips.Select(s => s.Value!.Pin).Distinct().Count());
        foreach (var slip in slips)
            Assert.Equal("pin-taken", (await store.Get<CreateAgent>().HandleAsync(s_admin, new("Other", slip.Value!.Pin), default)).Refusal!.Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task PauseReasons_Ordered_ComeInThatOrder(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        await store.Get<AddUsualPauseReasons>().HandleAsync(s_admin, default);
        await store.Get<OrderPauseReasons>().HandleAsync(s_admin, [5, 1, 4, 2, 3], default);

        Assert.Equal([5, 1, 4, 2, 3], (await new PauseReasons(store.Database).AllAsync(default)).Select(r => r.Code));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Users_RolesAndDisabled_AreKept(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        var chief = (await store.Get<AddUser>().HandleAsync(s_admin, new("chief", Role.Administrator, null), default)).Value!;
        Assert.Equal("last-administrator", (await store.Get<ChangeUser>().HandleAsync(s_admin, new("chief", Disabled: true), default)).Refusal!.Id);
        await store.Get<AddUser>().HandleAsync(s_admin, new("boss", Role.Administrator, null), default);
        await store.Get<ChangeUser>().HandleAsync(s_admin, new("chief", Disabled: true), default);
        await store.Get<ChangeUser>().HandleAsync(s_admin, new("chief", Role.Supervisor), default);
        await store.Get<ChangeUser>().HandleAsync(s_admin, new("chief", Disabled: false), default);

        Assert.Equal(Role.Supervisor, (await store.Get<SignIn>().HandleAsync("chief", chief.Password, default)).Value!.Role);
        var listed = (await store.Get<ListUsers>().HandleAsync(s_admin, default)).Value!.Single(u => u.Name == "chief");
        Assert.Equal((null, store.Time.GetUtcNow()), (listed.DisabledAt, listed.SignedInAt));
    }

    private sealed class Store(TestDatabase test, ServiceProvider services, DirectoryInfo home, FakeTimeProvider time) : IAsyncDisposable
    {
        public Database Database => test.Database;

        public FakeTimeProvider Time => time;

        public static async Task<Store> OpenAsync(DatabaseKind kind)
        {
            var test = await TestDatabase.CreateAsync(kind);
            var home = Directory.CreateTempSubdirectory("sipring-staff-");
            var time = new FakeTimeProvider(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
            var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(time).AddSingleton(test.Database).AddSingleton(new SipRingHome(home.FullName))
                .AddSingleton(new SipRingSettings { TimeZone = "Europe/Moscow" }).AddSingleton<IAmiClient>(new FakeQueues()).AddSingleton<IMemberPlaces, Places>()
                .AddSingleton<IAgentSessions, NoSessions>().AddAudit().AddAccess().AddAgents().BuildServiceProvider();
            await services.GetRequiredService<Memberships>().StartAsync(default);
            return new(test, services, home, time);
        }

        public T Get<T>()
            where T : notnull => services.GetRequiredService<T>();

        public async ValueTask DisposeAsync()
        {
            await services.GetRequiredService<Memberships>().StopAsync(default);
            await services.DisposeAsync();
            await test.DisposeAsync();
            home.Delete(recursive: true);
        }
    }

    private sealed class Places : IMemberPlaces
    {
        public Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken) => Task.FromResult(number is "450" or "451");

        public Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken) => Task.FromResult(number is "501" or "502");

        public Task<int> WrapUpSecondsAsync(string queue, CancellationToken cancellationToken) => Task.FromResult(0);
    }

    private sealed class NoSessions : IAgentSessions
    {
        public Task<IReadOnlyList<AgentSession>> ListAsync(DateTimeOffset from, DateTimeOffset to, int? agentId, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<AgentSession>>([]);
    }
}
