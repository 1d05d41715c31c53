using System.Net;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using SipRing.Testing.FakeAsterisk;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.CallDetail;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.LostCallers;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Recordings;
using SipRing.CallCenter.Reports;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.CallCenter.SystemLog;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Access;
using SipRing.Server.Api;
using SipRing.Server.Machine;
using SipRing.Testing.Ledger;
using SipRing.Testing.Storage;
using SipRing.Tests.FakeAsterisk.Agents;
using SipRing.Tests.FakeAsterisk.Api;

namespace SipRing.Tests.FakeAsterisk;

/// <summary>Sign-in and API of the product on a port of its own, over a real database file and a fake Asterisk.</summary>
public sealed class TestApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TestDatabase _database;
    private readonly DirectoryInfo _folder;

    private TestApp(WebApplication app, TestDatabase database, DirectoryInfo folder) => (_app, _database, _folder) = (app, database, folder);

    public FakeTimeProvider Time { get; private init; } = null!;

    public FakeQueues Asterisk { get; private init; } = null!;

    public FakeFloor Floor { get; } = new();

    public FakeLedger Ledger { get; } = new();

    public FakePhoneCalls PhoneCalls { get; } = new();

    public FakeRecordings Recordings { get; } = new();

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.First());

    public Database Database => _database.Database;

    /// <param name="ledger">The ledger of the product over the database, instead of one that answers what tests say.</param>
    public static async Task<TestApp> StartAsync(bool ledger = false)
    {
        var folder = Directory.CreateTempSubdirectory("sipring-app-");
        var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();

        // A day that stays in the future: the cookie container of a test compares with the machine's clock.
        var time = new FakeTimeProvider(new(2096, 11, 23, 22, 30, 0, TimeSpan.Zero));
        var asterisk = new FakeQueues();
        TestApp? test = null;
        builder.Services
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(database.Database)
            .AddSingleton(new SipRingHome(folder.FullName))
            .AddSingleton(new SipRingSettings { TimeZone = "Europe/Moscow" })
            .AddSingleton<IAmiClient>(asterisk)
            .AddSingleton(new PbxOptions())
            .AddSingleton(new PbxManager(asterisk))
            .AddSingleton<SecretBox>()
            .AddSingleton<IFloor>(_ => test!.Floor)
            .AddSingleton<IQueueCalls>(_ => test!.Ledger)
            .AddSingleton<IAgentSessions>(_ => test!.Ledger)
            .AddSingleton<IPhoneCalls>(_ => test!.PhoneCalls)
            .AddSingleton<IRecordings>(_ => test!.Recordings)
            .AddSingleton<IReadiness>(new FakeReadiness())
            .AddAudit().AddConnection().AddAccess().AddAgents().AddCalls().AddPbx().AddReports().AddCallDetail().AddContacts().AddLostCallers().AddServerFacts().AddRecordings().AddSystemLog().AddWallboards().AddSignIn().AddApi()
            .AddSingleton<Func<AsteriskTree>>(() => new() { Command = [], Modules = "", Data = "", Sbin = "", Version = new(22, 0) });

        if (ledger)
            builder.Services.AddLedger();

        var app = builder.Build();
        test = new(app, database, folder) { Time = time, Asterisk = asterisk };
        app.UseApiProblems();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapAccount();
        app.MapApi();

        // Stand-ins for the pages, with nothing but what the forms need.
        app.MapGet("/", (HttpContext context) => context.User.Identity!.Name);
        app.MapGet("/login", FormToken).AllowAnonymous();
        app.MapGet("/password", FormToken).RequireAuthorization(Policies.OwnPassword);
        asterisk.Files = test.Get<PbxFolders>().Configuration;
        await test.Get<PbxChanges>().PrepareAsync(default);
        await app.StartAsync();
        foreach (var number in new[] { "501", "502", "503" })
            await test.Get<SaveExtension>().HandleAsync(Actor.CommandLine, new(number, $"Phone {number}", $"secret-of-{number}"), default);
        foreach (var number in asterisk.Queues)
            await test.Get<SaveQueue>().HandleAsync(Actor.CommandLine, new() { Number = number, Name = $"Queue {number}" }, default);
        return test;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>A client without cookies and redirects.</summary>
    public HttpClient Client(string? token = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (token is not null)
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return client;
    }

    public async Task<HttpClient> ClientAsync(Role role) => Client(await TokenAsync(role));

    public async Task<string> TokenAsync(Role role) => (await Get<CreateToken>().HandleAsync(Actor.CommandLine, $"{role} {Guid.NewGuid():N}"[..30], role, default)).Value!.Token;

    /// <summary>Ends the server as Ctrl-C does, and says how long that took.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string FormToken(HttpContext context, IAntiforgery antiforgery) => antiforgery.GetAndStoreTokens(context).RequestToken!;

    private sealed class FakeReadiness : IReadiness
    {
        public Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
