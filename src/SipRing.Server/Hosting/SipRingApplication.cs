using System.Globalization;
using Serilog;
using Serilog.Events;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.CallDetail;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.LostCallers;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Recordings;
using SipRing.CallCenter.Reports;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.CallCenter.SystemLog;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Access;
using SipRing.Server.Api;
using SipRing.Server.Components;
using SipRing.Server.Demo;
using SipRing.Server.Machine;
using SipRing.Server.SystemLog;

namespace SipRing.Server.Hosting;

/// <summary>Puts the parts together: what each feature needs from another one is bound here and nowhere else.</summary>
public static class SipRingApplication
{
    private const int LogDays = 31;

    public static WebApplication Build(SipRingHome home, SipRingSettings settings, AgiListener agi, HostRestart restart, bool demo)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(SipRingApplication).Assembly.GetName().Name,
            EnvironmentName = Environments.Production,
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(settings.Http);
            kestrel.AddServerHeader = false;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        var events = new SystemEventQueue();
        AddLog(builder, home, events);
        builder.Services.AddSystemLog().AddSystemLogWriter(events);
        builder.Services.AddSingleton(agi);
        builder.Services.AddSingleton(restart);
        AddCallCentre(builder.Services, home, settings, demo);
        builder.Services.AddSignIn().AddApi();
        builder.AddSipRingPages();

        var app = builder.Build();
        app.UseSipRingPages();
        app.UseApiProblems();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapAccount();
        app.MapApi();
        app.MapSipRingPages();
        return app;
    }

    private static void AddCallCentre(IServiceCollection services, SipRingHome home, SipRingSettings settings, bool demo)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(home);
        services.AddSingleton(settings);
        services.AddSingleton<SecretBox>();
        services.AddSingleton(settings.MariaDb is { } mariaDb ? Database.MariaDb(mariaDb) : Database.Sqlite(home.DatabaseFile));
        services.AddAudit().AddAccess();

        services.AddSingleton(new PbxOptions { LocalTrunk = demo, Language = settings.Voice });
        services.AddPbx();
        services.AddSingleton(s => PbxConnections.ToOwn(s.GetRequiredService<IOwnAsterisk>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(s => new PbxManager(s.GetRequiredService<PbxConnections>().Configuration));
        services.AddSingleton<IAmiClient>(s => s.GetRequiredService<PbxConnections>().Daily);

        services.AddAgents();
        services.AddCalls();
        services.AddConnection();
        services.AddContacts();
        services.AddSingleton<IFloorDirectory, FloorNames>();
        services.AddFloor();
        services.AddSingleton<ILedgerNames, LedgerNamesOfPbx>();
        services.AddLedger().AddLedgerReader();
        services.AddLostCallers();
        services.AddReports().AddCallDetail().AddWallboards();
        services.AddRecordings();
        services.AddServerFacts();
        services.AddHostedService<StartedLine>();
        services.AddHostedService<HoldLines>();
        services.AddSingleton(s => new AgiScript(PhoneLogin.Script, s.GetRequiredService<PhoneLogin>()));
        services.AddSingleton(s => new AgiScript(PhonePause.Script, s.GetRequiredService<PhonePause>()));
        services.AddSingleton<AgiHost>();
        services.AddHostedService(s => s.GetRequiredService<AgiHost>());
        services.AddSingleton<IReadiness, Readiness>();
        if (settings is { PbxMode: PbxMode.Existing, Existing: { } existing })
            AddExisting(services, existing);
        else if (demo)
            services.AddDemo();
    }

    // What the own Asterisk gives otherwise: the last that is registered counts.
    private static void AddExisting(IServiceCollection services, ExistingPbx existing)
    {
        services.AddSingleton(s => PbxConnections.ToExisting(
            existing, s.GetRequiredService<SecretBox>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILoggerFactory>()));
        services.AddExistingPbx();
    }

    private static void AddLog(WebApplicationBuilder builder, SipRingHome home, SystemEventQueue events) => builder.Services.AddSerilog(log => log
        .MinimumLevel.Information()
        .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
        .MinimumLevel.Override("System", LogEventLevel.Warning)
        // Warns at every start that the keys are stored plainly: their folder is open to this user only.
        .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
        .WriteTo.Sink(new SystemLogSink(events))
        .WriteTo.Console(restrictedToMinimumLevel: LogEventLevel.Error, formatProvider: CultureInfo.InvariantCulture)
        .WriteTo.File(
            Path.Combine(home.Logs, "sipring-.log"),
            rollingInterval: RollingInterval.Day,
            retainedFileCountLimit: LogDays,
            formatProvider: CultureInfo.InvariantCulture));
}
