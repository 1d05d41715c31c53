using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.CallDetail;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.LostCallers;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Reports;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.CallCenter.SystemLog;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Access;
using SipRing.Server.Components;
using SipRing.Server.Machine;
using SipRing.Testing.FakeAsterisk;
using SipRing.Testing.Ledger;
using SipRing.Testing.Storage;

namespace SipRing.Tests.Browser.Host;

/// <summary>The pages and the sign-in of the product on a real Kestrel, over a floor and a ledger that tests control.</summary>
public sealed class TestApp : IAsyncDisposable
{
    public const string Zone = "Europe/Moscow";
    public const string Password = "rowan lantern quartz";

    /// <summary>A database with a user of each role: hashes of passwords are slow by intention, so they are made once.</summary>
    private static readonly Lazy<Task<byte[]>> s_peopled = new(PeopleAsync);
    private readonly string _folder = Directory.CreateTempSubdirectory("sipring-browser-").FullName;
    private WebApplication _app = null!;

    public FakeFloor Floor { get; } = new(TimeProvider.System);

    public FakeQueueCalls Calls { get; } = new(TimeProvider.System, TimeZoneInfo.FindSystemTimeZoneById(Zone));

    public FakePhoneCalls PhoneCalls { get; } = new();

    /// <summary>What the acts of pages do there; the floor is moved by tests.</summary>
    public FakeQueues Asterisk { get; } = new();

    public FakeLedgerHealth Health { get; } = new();

    public Uri Address { get; private set; } = null!;

    /// <param name="port">0 takes a free one.</param>
    public static async Task<TestApp> StartAsync(int port = 0)
    {
        var test = new TestApp();
        await File.WriteAllBytesAsync(new SipRingHome(test._folder).DatabaseFile, await s_peopled.Value);
        test._app = test.Build(port);
        await test._app.StartAsync();
        test.Address = new(test._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return test;
    }

    public async Task StopAsync() => await _app.DisposeAsync();

    /// <summary>The same home, users and keys at the same address; no page is known any more.</summary>
    public async Task StartAgainAsync()
    {
        _app = Build(Address.Port);
        await _app.StartAsync();
    }

    /// <returns>The password, which must be changed at the first sign-in unless <paramref name="changed"/>.</returns>
    public Task<string> AddUserAsync(string name, Role role, bool changed) => AddUserAsync(_app.Services, name, role, changed);

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<byte[]> PeopleAsync()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var folder = Directory.CreateTempSubdirectory("sipring-people-");
        await using (var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddSingleton(new SipRingHome(folder.FullName)).AddSingleton(database.Database).AddAudit().AddAccess().BuildServiceProvider())
        {
            await AddUserAsync(services, "supervisor", Role.Supervisor, changed: true);
            await AddUserAsync(services, "operator", Role.Operator, changed: true);
            await AddUserAsync(services, "admin", Role.Administrator, changed: true);
        }

        folder.Delete(recursive: true);
        return await database.ReadSqliteAsync();
    }

    private static async Task<string> AddUserAsync(IServiceProvider services, string name, Role role, bool changed)
    {
        var added = await services.GetRequiredService<AddUser>().HandleAsync(Actor.CommandLine, new(name, role, null), CancellationToken.None);
        if (changed)
        {
            var change = services.GetRequiredService<ChangeOwnPassword>();
            await change.HandleAsync(new(added.Value!.User.Id, added.Value.Password, Password), CancellationToken.None);
        }

        return added.Value!.Password;
    }

    private WebApplication Build(int port)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "sipring", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Warning);
        builder.AddSipRingPages();
        var home = new SipRingHome(_folder);
        builder.Services
            .AddSingleton(TimeProvider.System)
            .AddSingleton(home)
            .AddSingleton(new SipRingSettings { TimeZone = Zone })
            .AddSingleton(Database.Sqlite(home.DatabaseFile))
            .AddAudit().AddConnection().AddAccess().AddSignIn().AddContacts().AddReports().AddCallDetail().AddSystemLog().AddSingleton(new SystemEventQueue())
            .AddSingleton(new PbxManager(Asterisk))
            .AddSingleton<IOwnAsterisk, NoOwnAsterisk>()
            .AddSingleton<ILedgerNames>(new TestQueues())
            .AddAgents().AddCalls().AddWallboards().AddLostCallers().AddServerFacts()
            .AddSingleton<IAmiClient>(Asterisk)
            .AddSingleton<IMemberPlaces>(new FloorPlaces(Floor))
            .AddSingleton<IPbxDirectory>(new FloorDirectory(Floor))
            .AddSingleton<IFloor>(Floor)
            .AddSingleton<IQueueCalls>(Calls)
            .AddSingleton<IRecentCalls>(Calls)
            .AddSingleton<IPhoneCalls>(PhoneCalls)
            .AddSingleton<IAgentSessions>(Calls)
            .AddSingleton<ILedgerHealth>(Health);
        var app = builder.Build();
        app.UseSipRingPages();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapAccount();
        app.MapSipRingPages();
        var recording = Tone.Wav(30);
        app.MapGet("/api/v1/recordings/{id}", (string id, int? download) => id == "rec-gone"
            ? Results.NotFound()
            : Results.File(recording, "audio/wav", download == 1 ? $"{id}.wav" : null, enableRangeProcessing: true));
        return app;
    }

    private sealed class TestQueues : ILedgerNames
    {
        public Task<LedgerNames> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<LedgerNames>(new(
            new Dictionary<string, LedgerQueue> { ["450"] = new("Продажи", 20), ["460"] = new("Поддержка", 30) }, new Dictionary<int, string>()));
    }
}
