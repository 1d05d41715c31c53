using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Access;

/// <summary>Users, tokens, attempts, audit and agents on both databases.</summary>
public sealed class AccessStorageTests
{
    private static readonly Actor s_administrator = Actor.CommandLine;

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Users_WholeLife_IsKept(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        var first = await store.Get<FirstAdmin>().EnsureAsync(default);
        var second = await store.Get<FirstAdmin>().EnsureAsync(default);
        Assert.NotEqual(first, second);
        Assert.Equal("sign-in-wrong", (await store.Get<SignIn>().HandleAsync("admin", first!, default)).Refusal!.Id);
        var admin = (await store.Get<SignIn>().HandleAsync("ADMIN", second!, default)).Value!;
        Assert.True(admin.MustChange);

        var changed = (await store.Get<ChangeOwnPassword>().HandleAsync(new(admin.Id, second!, "four loud green kettles"), default)).Value!;
        Assert.False(changed.MustChange);
        Assert.NotEqual(admin.Stamp, changed.Stamp);
        Assert.True(await store.Get<Sessions>().IsCurrentAsync(admin.Id, changed.Stamp, default));
        Assert.False(await store.Get<Sessions>().IsCurrentAsync(admin.Id, admin.Stamp, default));
        Assert.Null(await store.Get<FirstAdmin>().EnsureAsync(default));

        var added = (await store.Get<AddUser>().HandleAsync(s_administrator, new("Chief", Role.Supervisor, null), default)).Value!;
        Assert.Equal("user-exists", (await store.Get<AddUser>().HandleAsync(s_administrator, new("chief", Role.Operator, null), default)).Refusal!.Id);
        Assert.Equal(RefusalKind.Forbidden, (await store.Get<AddUser>().HandleAsync(new(ActorKind.User, "chief", Role.Supervisor), new("x", Role.Administrator, null), default)).Refusal!.Kind);
        var set = (await store.Get<SetPassword>().HandleAsync(s_administrator, "chief", null, default)).Value!;
        Assert.False((await store.Get<SignIn>().HandleAsync("chief", added.Password, default)).Succeeded);
        Assert.True((await store.Get<SignIn>().HandleAsync("chief", set, default)).Succeeded);
        Assert.Equal(["admin", "Chief"], (await store.Get<ListUsers>().HandleAsync(s_administrator, default)).Value!.Select(u => u.Name));
        Assert.Equal(1, await store.CountAsync("SELECT COUNT(*) FROM audit WHERE action = 'user.add'"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Tokens_WholeLife_IsKept(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        var token = (await store.Get<CreateToken>().HandleAsync(s_administrator, "crm", Role.Supervisor, default)).Value!.Token;
        Assert.Equal("crm-2", (await store.Get<CreateToken>().HandleAsync(s_administrator, "crm", Role.Supervisor, default)).Value!.Name);

        Assert.Equal(("crm", Role.Supervisor), ((await store.Get<RecognizeToken>().HandleAsync(token, default))!.Name, Role.Supervisor));
        Assert.Null(await store.Get<RecognizeToken>().HandleAsync(token + "x", default));
        Assert.Null(await store.Get<RecognizeToken>().HandleAsync(token.ToUpperInvariant(), default));
        Assert.Equal(0, await store.CountAsync($"SELECT COUNT(*) FROM api_tokens WHERE hash LIKE '%{token[3..10]}%'"));

        Assert.True((await store.Get<RevokeToken>().HandleAsync(s_administrator, "crm", default)).Succeeded);
        Assert.Null(await store.Get<RecognizeToken>().HandleAsync(token, default));
        Assert.True((await store.Get<CreateToken>().HandleAsync(s_administrator, "crm", Role.Operator, default)).Succeeded);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Attempts_AtOnceAndOverTime_FiveInTenMinutes(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        var limit = store.Get<AttemptLimit>();

        var granted = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => limit.BeginAsync("pin:501", default))));
        Assert.InRange(granted.Count(a => a is not null), 1, AttemptLimit.Allowed);
        foreach (var attempt in granted.OfType<Attempt>())
            await limit.WrongAsync(attempt, default);
        while (await limit.BeginAsync("pin:501", default) is { } attempt)
            await limit.WrongAsync(attempt, default);

        Assert.True(await limit.IsLockedAsync("pin:501", default));
        Assert.False(await limit.IsLockedAsync("pin:502", default));
        Assert.True(await new AttemptLimit(store.Database, store.Time).IsLockedAsync("pin:501", default));
        store.Time.Advance(AttemptLimit.Window + TimeSpan.FromSeconds(1));
        Assert.False(await limit.IsLockedAsync("pin:501", default));
        Assert.Equal(1, (await limit.BeginAsync("pin:501", default))!.Number);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Agents_SamePinAtOnce_OneGetsIt(DatabaseKind kind)
    {
        await using var store = await Store.OpenAsync(kind);
        var create = new CreateAgent(store.Database, new PinHasher(store.Home), store.Time, store.Get<IAuditLog>());

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => create.HandleAsync(s_administrator, new($"Agent {i}", "7391"), default))));

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal("pin-taken", r.Refusal!.Id));
        Assert.Equal(0, await store.CountAsync("SELECT COUNT(*) FROM agents WHERE pin_hash LIKE '%7391%' AND LENGTH(pin_hash) < 64"));
        var listed = Assert.Single((await new ListAgents(store.Database, new(new(store.Database))).HandleAsync(s_administrator, default)).Value!);
        Assert.StartsWith("Agent ", listed.Name, StringComparison.Ordinal);

        var own = (await create.HandleAsync(s_administrator, new("Own number", "7392", 4711), default)).Value!;
        var next = (await create.HandleAsync(s_administrator, new("Next number", "7393"), default)).Value!;
        Assert.Equal((4711, 4712), (own.Id, next.Id));
        Assert.Equal("agent-id-taken", (await create.HandleAsync(s_administrator, new("Same number", "7394", 4711), default)).Refusal!.Id);
    }

    private sealed class Store(TestDatabase test, ServiceProvider services, SipRingHome home, FakeTimeProvider time) : IAsyncDisposable
    {
        public Database Database => test.Database;

        public SipRingHome Home => home;

        public FakeTimeProvider Time => time;

        public static async Task<Store> OpenAsync(DatabaseKind kind)
        {
            var test = await TestDatabase.CreateAsync(kind);
            var home = new SipRingHome(Directory.CreateTempSubdirectory("sipring-access-").FullName);
            var time = new FakeTimeProvider(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
            var services = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSingleton(test.Database).AddAudit().AddAccess().BuildServiceProvider();
            return new(test, services, home, time);
        }

        public T Get<T>()
            where T : notnull => services.GetRequiredService<T>();

        public async Task<long> CountAsync(string query)
        {
            await using var db = Database.Connect();
            return await db.ExecuteAsync<long>(query);
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await test.DisposeAsync();
            Directory.Delete(home.Root, recursive: true);
        }
    }
}
