using Microsoft.Extensions.DependencyInjection;

namespace SipRing.CallCenter.Audit;

public static class AuditModule
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services
        .AddSingleton<IAuditLog, AuditLog>()
        .AddSingleton<IAuditEntries, AuditEntries>()
        .AddSingleton<ReadAudit>();
}
