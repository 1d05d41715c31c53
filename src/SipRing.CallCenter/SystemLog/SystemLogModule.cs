using Microsoft.Extensions.DependencyInjection;

namespace SipRing.CallCenter.SystemLog;

public static class SystemLogModule
{
    /// <summary>What the log page reads. Needs <c>Database</c> and <c>AddAudit</c>.</summary>
    public static IServiceCollection AddSystemLog(this IServiceCollection services) => services
        .AddSingleton<ISystemEvents, SystemEvents>()
        .AddSingleton<ReadTimeLine>();

    /// <summary>Besides, keeps what comes through the queue, and follows what the own Asterisk says. Needs <c>PbxFolders</c>.</summary>
    public static IServiceCollection AddSystemLogWriter(this IServiceCollection services, SystemEventQueue queue) => services
        .AddSingleton(queue)
        .AddHostedService<SystemEventWriter>()
        .AddHostedService<AsteriskMessages>();
}
