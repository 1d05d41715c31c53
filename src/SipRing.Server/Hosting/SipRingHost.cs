using System.Net;
using System.Runtime.InteropServices;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Server.Api;
using SipRing.Server.CommandLine;

namespace SipRing.Server.Hosting;

/// <summary>Starts everything in order, says so at the terminal, and ends it in the opposite order.</summary>
public static class SipRingHost
{
    private static readonly TimeSpan s_readyLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_readyPoll = TimeSpan.FromMilliseconds(25);

    public static async Task<int> RunAsync(SipRingHome home, SipRingSettings settings, bool demo, CancellationToken cancellationToken)
    {
        using var homeLock = HomeLock.Take(home);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var interrupt = EndOn(PosixSignal.SIGINT, ending);
        using var terminate = EndOn(PosixSignal.SIGTERM, ending);
        // A terminal that is closed. Where nohup made the signal ignored, the runtime leaves it so.
        using var hangUp = EndOn(PosixSignal.SIGHUP, ending);
        // Another PBX needs other parts: everything is built anew, under the same lock and signals.
        SipRingSettings? before = null;
        while (!ending.IsCancellationRequested)
        {
            var restart = new HostRestart();
            try
            {
                await RunOnceAsync(home, settings, demo, again: before is not null, restart, ending.Token);
            }
            catch (Exception e) when (before is { } worked && worked != settings && StartFailure.Sentence(e) is { } sentence)
            {
                // What was saved cannot be started: without the pages nobody could mend it, so what worked comes back.
                await Console.Error.WriteLineAsync($"sipring: {sentence} The settings before are used again.");
                SettingsStore.Save(home, worked);
                settings = worked;
                continue;
            }

            if (!restart.Asked.IsCompleted)
                break;
            (before, settings) = (settings, SettingsStore.Load(home));
        }

        return 0;
    }

    private static async Task RunOnceAsync(SipRingHome home, SipRingSettings settings, bool demo, bool again, HostRestart restart, CancellationToken ending)
    {
        if (PbxPorts.PagesProblem(settings) is { } problem)
            throw new SettingsException(problem);
        var existing = settings.PbxMode == PbxMode.Existing ? settings.Existing : null;
        using var agi = existing is null ? PbxPorts.ListenForAgi(settings) : PbxPorts.ListenForAgi(SettingsStore.ParseEndPoint("agi", existing.Agi));
        if (existing is null)
            settings = settings with { Agi = (IPEndPoint)agi.LocalEndPoint! };
        SettingsStore.Save(home, settings);

        var steps = new StartSteps(Console.Out);
        await using var app = SipRingApplication.Build(home, settings, new AgiListener(agi), restart, demo);
        var asterisk = app.Services.GetRequiredService<IOwnAsterisk>();
        try
        {
            var password = await StartAsync(app, asterisk, settings, steps, ending);
            if (!again)
                Announce(settings, password);
            await Task.WhenAny(app.WaitForShutdownAsync(ending), restart.Asked);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Asked to end while still starting: whatever was started is ended below.
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
            await app.Services.GetRequiredService<PbxConnections>().DisposeAsync();
            await asterisk.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<string?> StartAsync(WebApplication app, IOwnAsterisk asterisk, SipRingSettings settings, StartSteps steps, CancellationToken cancellationToken)
    {
        string? password = null;
        await steps.RunAsync("Database", async _ =>
        {
            var database = app.Services.GetRequiredService<Database>();
            await new Migrator(database).RunAsync(cancellationToken);
            password = await app.Services.GetRequiredService<FirstAdmin>().EnsureAsync(cancellationToken);
            return database.Kind == DatabaseKind.Sqlite ? "SQLite in the home folder" : "MariaDB";
        });
        await steps.RunAsync("Asterisk", async progress =>
        {
            if (settings is { PbxMode: PbxMode.Existing, Existing: { } existing })
                return $"the one at {existing.AmiHost}, which is managed elsewhere";
            await app.Services.GetRequiredService<PbxChanges>().PrepareAsync(cancellationToken);
            await asterisk.StartAsync(progress, cancellationToken);
            return $"takes SIP at {settings.Sip}, process {asterisk.Status.ProcessId}";
        });
        await steps.RunAsync("Pages and API", async _ =>
        {
            app.Services.GetRequiredService<PbxConnections>().Start();
            await app.StartAsync(cancellationToken);
            return $"listen at {settings.Http}";
        });
        await steps.RunAsync("Ready", async _ =>
        {
            var readiness = app.Services.GetRequiredService<IReadiness>();
            var time = app.Services.GetRequiredService<TimeProvider>();
            var begin = time.GetTimestamp();
            while (await readiness.MissingAsync(cancellationToken) is { Count: > 0 } missing)
            {
                if (time.GetElapsedTime(begin) > s_readyLimit)
                    return $"not yet: {string.Join("; ", missing)}. It goes on trying";
                await Task.Delay(s_readyPoll, time, cancellationToken);
            }

            return "calls can be taken";
        });
        return password;
    }

    private static void Announce(SipRingSettings settings, string? password)
    {
        var address = settings.Http.Address.Equals(IPAddress.Any) || settings.Http.Address.Equals(IPAddress.IPv6Any)
            ? new IPEndPoint(IPAddress.Loopback, settings.Http.Port)
            : settings.Http;
        Console.Out.WriteLine();
        Console.Out.WriteLine($"  SipRing:  http://{address}/");
        if (password is not null)
            Console.Out.WriteLine($"  Sign in as {FirstAdmin.Name} with the one-time password  {password}");
        Console.Out.WriteLine("  Ctrl-C ends it.");
        Console.Out.Flush();
    }

    private static PosixSignalRegistration EndOn(PosixSignal signal, CancellationTokenSource ending) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            ending.Cancel();
        });
}
