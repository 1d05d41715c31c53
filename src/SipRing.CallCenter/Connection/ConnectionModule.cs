using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

public static class ConnectionModule
{
    /// <summary>Choosing the PBX and testing the way to it. Needs the home, the settings, <c>Database</c>, <c>TimeProvider</c> and <c>AddAudit</c>; the host brings the <see cref="HostRestart"/> that it waits for.</summary>
    public static IServiceCollection AddConnection(this IServiceCollection services)
    {
        services.TryAddSingleton<SecretBox>();
        services.TryAddSingleton<HostRestart>();
        return services
            .AddSingleton<ChoosePbx>()
            .AddSingleton<SaveConnection>()
            .AddSingleton<GetConnection>()
            .AddSingleton<TestConnection>()
            .AddSingleton<CompareEvents>();
    }

    /// <summary>Names and places from an existing PBX instead of those of the own one, and what it tells by events. After <c>AddPbx</c> and <c>AddAgents</c>.</summary>
    public static IServiceCollection AddExistingPbx(this IServiceCollection services) => services
        .AddSingleton<ExistingDirectory>()
        .AddSingleton<IPbxDirectory>(s => s.GetRequiredService<ExistingDirectory>())
        .AddSingleton<IMemberPlaces>(s => s.GetRequiredService<ExistingDirectory>())
        .AddHostedService(s => s.GetRequiredService<ExistingDirectory>())
        .AddSingleton<EventRecorder>()
        .AddHostedService(s => s.GetRequiredService<EventRecorder>());
}
