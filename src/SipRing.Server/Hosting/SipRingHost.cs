using System.Globalization;
using Serilog;
using Serilog.Events;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.Server.Hosting;

/// <summary>Starts everything in order, says so at the terminal, and ends it in the opposite order.</summary>
public static class SipRingHost
{
    public static async Task<int> RunAsync(SipRingHome home, SipRingSettings settings, bool demo, CancellationToken cancellationToken)
    {
        var steps = new StartSteps(Console.Out);
        await using var app = Build(home, settings, demo);
        await steps.RunAsync("Pages", async _ =>
        {
            await app.StartAsync(cancellationToken);
            return $"http://{settings.Http}/";
        });
        SettingsStore.Save(home, settings);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static WebApplication Build(SipRingHome home, SipRingSettings settings, bool demo)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = "sipring",
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(settings.Http);
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddSerilog(log => log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Console(restrictedToMinimumLevel: LogEventLevel.Warning, formatProvider: CultureInfo.InvariantCulture)
            .WriteTo.File(
                Path.Combine(home.Logs, "sipring-.log"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 31,
                formatProvider: CultureInfo.InvariantCulture));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(home);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.MariaDb is { } mariaDb ? Database.MariaDb(mariaDb) : Database.Sqlite(home.DatabaseFile));
        return builder.Build();
    }
}
