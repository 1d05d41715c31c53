using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.Server.Machine;

public static class ServerModule
{
    /// <summary>The facts of this server. Needs the PBX, the database and the settings.</summary>
    public static IServiceCollection AddServerFacts(this IServiceCollection services)
    {
        services.AddSingleton<MachineReader>();
        services.AddSingleton<AsteriskReader>();
        services.AddSingleton<ClockReader>();
        services.AddSingleton<ServerFindings>();
        services.AddSingleton(s => new ReadServer(
            s.GetRequiredService<MachineReader>(), s.GetRequiredService<AsteriskReader>(), s.GetRequiredService<ClockReader>(), new SshReader(), s.GetRequiredService<IOwnAsterisk>(),
            s.GetRequiredService<Database>(), s.GetRequiredService<SipRingSettings>(), s.GetRequiredService<TimeProvider>()));
        return services;
    }
}
