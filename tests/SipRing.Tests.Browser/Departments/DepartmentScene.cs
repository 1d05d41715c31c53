using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Departments;
using SipRing.Tests.Browser.Host;
using Xunit;

namespace SipRing.Tests.Browser.Departments;

/// <summary>Two departments of the large call centre, and a supervisor of a name of his own who can be limited to one of them.</summary>
internal sealed class DepartmentScene : IAsyncDisposable
{
    private readonly TestApp _app;

    private DepartmentScene(TestApp app, string user) => (_app, User) = (app, user);

    public string User { get; }

    public int Sales { get; private set; }

    public int Support { get; private set; }

    public static async Task<DepartmentScene> CreateAsync(TestApp app)
    {
        var scene = new DepartmentScene(app, $"chief-{Guid.NewGuid():N}"[..14]);
        await app.AddUserAsync(scene.User, Role.Supervisor, changed: true);
        var known = (await app.Get<ListAgents>().HandleAsync(Actor.System, default)).Value!.Select(a => a.Id).ToHashSet();
        foreach (var id in Enumerable.Range(1, 6).Where(id => !known.Contains(id)))
            await app.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new(DemoFloor.Name(id - 1), $"73915{id}", id), default);
        scene.Sales = await scene.AddAsync("Отдел продаж", new(["4400", "4401", "4402", "4460"], [1, 2, 3], ["450"]));
        scene.Support = await scene.AddAsync("Поддержка клиентов", new(["4403", "4404", "4405"], [4, 5, 6], ["451"]));
        return scene;
    }

    public async Task LimitAsync(params int[] departments) =>
        Assert.True((await _app.Get<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.User, User, departments), default)).Succeeded);

    public async ValueTask DisposeAsync()
    {
        foreach (var department in (await _app.Get<ListDepartments>().HandleAsync(Actor.CommandLine, default)).Value!)
            await _app.Get<DeleteDepartment>().HandleAsync(Actor.CommandLine, department.Id, default);
    }

    private async Task<int> AddAsync(string name, DepartmentMembers members)
    {
        var id = (await _app.Get<SaveDepartment>().HandleAsync(Actor.CommandLine, new(null, name), default)).Value!.Id;
        var placed = await _app.Get<PlaceMembers>().HandleAsync(Actor.CommandLine, new(id, members), default);
        Assert.True(placed.Succeeded, placed.Refusal?.Message);
        return id;
    }
}
