using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Departments;

/// <summary>Departments, members and limits in either database.</summary>
public sealed class DepartmentStorageTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Limit_SetByAnotherProcess_HoldsAtOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var server = Services(test.Database);
        await using var commandLine = Services(test.Database);
        var chief = new Actor(ActorKind.User, "Chief", Role.Supervisor);
        await server.GetRequiredService<AddUser>().HandleAsync(Actor.CommandLine, new("chief", Role.Supervisor, null), default);
        var (sales, support) = (await DepartmentAsync(server, "Sales"), await DepartmentAsync(server, "Support"));
        await PlaceAsync(server, sales, new(["501"], [1], ["450"]));
        await PlaceAsync(server, support, new(["502"], [2], ["451"]));
        var reaches = server.GetRequiredService<Reaches>();
        Assert.True((await reaches.OfAsync(chief, default)).IsEverybody);
        var told = 0;
        server.GetRequiredService<DepartmentBook>().Changed += () => told++;

        Assert.True((await commandLine.GetRequiredService<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.User, "CHIEF", [sales]), default)).Succeeded);

        var reach = await reaches.OfAsync(chief, default);
        Assert.Equal(
            (true, false, true, false, true, false),
            (reach.HasExtension("501"), reach.HasExtension("502"), reach.HasAgent(1), reach.HasAgent(2), reach.HasQueue("450"), reach.HasQueue("451")));
        Assert.False(reach.HasExtension("503"));
        Assert.Equal(1, told);
        Assert.False((await reaches.OfAsync(chief, [support], default)).Succeeded);
        Assert.True((await reaches.OfAsync(new(ActorKind.User, "chief", Role.Administrator), default)).IsEverybody);

        // Without his last department he sees nobody, and not everybody.
        await commandLine.GetRequiredService<DeleteDepartment>().HandleAsync(Actor.CommandLine, sales, default);
        reach = await reaches.OfAsync(chief, default);
        Assert.Equal((false, false, false), (reach.IsEverybody, reach.HasExtension("501"), reach.HasExtension("502")));

        await server.GetRequiredService<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.User, "chief", null), default);
        Assert.True((await reaches.OfAsync(chief, default)).IsEverybody);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task Token_RevokedAndMadeAgain_HasNoLimitOfTheOldOne(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var services = Services(test.Database);
        var sales = await DepartmentAsync(services, "Sales");
        await services.GetRequiredService<CreateToken>().HandleAsync(Actor.CommandLine, "crm", Role.Supervisor, default);
        await services.GetRequiredService<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.Token, "crm", [sales]), default);
        var actor = new Actor(ActorKind.Token, "crm", Role.Supervisor);
        Assert.False((await services.GetRequiredService<Reaches>().OfAsync(actor, default)).IsEverybody);

        await services.GetRequiredService<RevokeToken>().HandleAsync(Actor.CommandLine, "crm", default);
        await services.GetRequiredService<CreateToken>().HandleAsync(Actor.CommandLine, "crm", Role.Supervisor, default);

        Assert.Null((await services.GetRequiredService<ListLimits>().HandleAsync(Actor.CommandLine, default)).Value!.Single(l => l.Name == "crm").Departments);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task PlaceMembers_Thousands_AreMovedAtOnce(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var services = Services(test.Database);
        var (sales, support) = (await DepartmentAsync(services, "Sales"), await DepartmentAsync(services, "Support"));
        string[] numbers = [.. Enumerable.Range(10_000, 1_500).Select(i => $"{i}")];

        await PlaceAsync(services, sales, new(numbers, [], []));
        await PlaceAsync(services, support, new(numbers[..700], [], []));
        await PlaceAsync(services, null, new(numbers[600..800], [], []));

        var map = await services.GetRequiredService<DepartmentBook>().ReadAsync(default);
        Assert.Equal((700, 600), (map.MembersOf(sales).Count, map.MembersOf(support).Count));
        Assert.Null(map.OfExtension("10750"));
        Assert.Equal("department-members-many", (await services.GetRequiredService<PlaceMembers>().HandleAsync(
            Actor.CommandLine, new(sales, new([.. Enumerable.Repeat("1", PlaceMembers.MostAtOnce + 1)], [], [])), default)).Refusal!.Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.MariaDb)]
    public async Task SaveDepartment_SameNameAtOnce_OneGetsIt(DatabaseKind kind)
    {
        await using var test = await TestDatabase.CreateAsync(kind);
        await using var services = Services(test.Database);
        var save = services.GetRequiredService<SaveDepartment>();

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => save.HandleAsync(Actor.CommandLine, new(null, i % 2 == 0 ? "Отдел" : "ОТДЕЛ"), default))));

        Assert.Single(results, r => r.Succeeded);
        Assert.All(results.Where(r => !r.Succeeded), r => Assert.Equal("department-exists", r.Refusal!.Id));
        Assert.Single((await services.GetRequiredService<DepartmentBook>().ReadAsync(default)).Departments);

        // Letters that look alike to a lenient collation are other names.
        Assert.True((await save.HandleAsync(Actor.CommandLine, new(null, "Отдéл"), default)).Succeeded);
        Assert.True((await save.HandleAsync(Actor.CommandLine, new(null, "O'Brien \\ \"Ж\" %_😀"), default)).Succeeded);
        Assert.Contains((await services.GetRequiredService<DepartmentBook>().ReadAsync(default)).Departments, d => d.Name == "O'Brien \\ \"Ж\" %_😀");
    }

    private static async Task<int> DepartmentAsync(ServiceProvider services, string name) =>
        (await services.GetRequiredService<SaveDepartment>().HandleAsync(Actor.CommandLine, new(null, name), default)).Value!.Id;

    private static async Task PlaceAsync(ServiceProvider services, int? department, DepartmentMembers members)
    {
        foreach (var agent in members.Agents)
            await services.GetRequiredService<CreateAgent>().HandleAsync(Actor.CommandLine, new($"Agent {agent}", $"73910{agent}", agent), default);
        var placed = await services.GetRequiredService<PlaceMembers>().HandleAsync(Actor.CommandLine, new(department, members), default);
        Assert.True(placed.Succeeded, placed.Refusal?.Message);
    }

    private static ServiceProvider Services(Database database) => new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSingleton(database)
        .AddSingleton(new SipRing.CallCenter.Settings.SipRingHome(Directory.CreateTempSubdirectory("sipring-departments-").FullName))
        .AddAudit().AddAccess()
        .AddSingleton<IMemberPlaces>(new EveryPlace())
        .AddSingleton<PinHasher>().AddSingleton<ListAgents>().AddSingleton<CreateAgent>()
        .BuildServiceProvider();

    private sealed class EveryPlace : IMemberPlaces
    {
        public Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<int> WrapUpSecondsAsync(string queue, CancellationToken cancellationToken) => Task.FromResult(0);
    }
}
