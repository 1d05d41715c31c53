using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Storage;

namespace SipRing.Testing.Pbx;

/// <summary>The own Asterisk with everything that manages it: database, both manager connections, use cases.</summary>
public sealed class PbxParts : IAsyncDisposable
{
    private readonly TestHome _home = new();
    private readonly TestDatabase _database;
    private readonly AmiClient _daily;
    private readonly AmiClient _configuration;
    private ServiceProvider? _services;

    private PbxParts(TestDatabase database)
    {
        _database = database;
        var secrets = PbxSecrets.LoadOrCreate(new(_home.Home));
        _daily = new(new() { Host = "127.0.0.1", Port = _home.Settings.Ami.Port, Username = "sipring", Secret = secrets.Daily });
        _configuration = new(new() { Host = "127.0.0.1", Port = _home.Settings.Ami.Port, Username = "sipring-config", Secret = secrets.Configuration });
    }

    public SipRingHome Home => _home.Home;

    public SipRingSettings Settings => _home.Settings;

    public PbxFolders Folders => Get<PbxFolders>();

    public OwnAsterisk Asterisk => Get<OwnAsterisk>();

    public IAmiClient Ami => _daily;

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    /// <param name="more">What a test adds to the services, or puts in the place of others.</param>
    public static async Task<PbxParts> StartAsync(DatabaseKind kind = DatabaseKind.Sqlite, Action<IServiceCollection>? more = null)
    {
        var parts = new PbxParts(await TestDatabase.CreateAsync(kind));
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddSingleton(parts._home.Home)
            .AddSingleton(parts._home.Settings)
            .AddSingleton(new PbxOptions { LocalTrunk = true })
            .AddSingleton(parts._database.Database)
            .AddSingleton<IAmiClient>(parts._daily)
            .AddSingleton(new PbxManager(parts._configuration))
            .AddSingleton<SecretBox>()
            .AddAudit()
            .AddAccess()
            .AddAgents()
            .AddCalls()
            .AddLedger()
            .AddPbx();
        more?.Invoke(services);
        parts._services = services.BuildServiceProvider();
        try
        {
            await parts.Get<PbxChanges>().PrepareAsync(CancellationToken.None);
            await parts.Asterisk.StartAsync(new Progress<string>(), CancellationToken.None);
            parts._daily.Start();
            parts._configuration.Start();
            foreach (var service in parts._services.GetServices<IHostedService>())
                await service.StartAsync(CancellationToken.None);
            await Until.TrueAsync("both manager connections are ready", TimeSpan.FromSeconds(40), () =>
                parts._daily.State == AmiConnectionState.Ready && parts._configuration.State == AmiConnectionState.Ready);
            return parts;
        }
        catch
        {
            await parts.DisposeAsync();
            throw;
        }
    }

    /// <summary>What Asterisk's console prints for a command.</summary>
    public async Task<string> ConsoleAsync(string command)
    {
        using var process = new AsteriskProcess(Folders, Asterisk.Tree);
        return await process.RunAsync(command, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services!.GetServices<IHostedService>().Reverse())
            await service.StopAsync(CancellationToken.None);
        await _daily.DisposeAsync();
        await _configuration.DisposeAsync();
        await Asterisk.KillAsync();
        await _services!.DisposeAsync();
        await _database.DisposeAsync();
        _home.Dispose();
    }
}
