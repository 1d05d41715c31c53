using Microsoft.Extensions.DependencyInjection;

namespace SipRing.CallCenter.Wallboards;

public static class WallboardsModule
{
    /// <summary>Boards and their links. Needs <c>Database</c>, <c>TimeProvider</c> and <c>IAuditLog</c>.</summary>
    public static IServiceCollection AddWallboards(this IServiceCollection services) => services
        .AddSingleton<WallboardChanges>()
        .AddSingleton<ListWallboards>()
        .AddSingleton<GetWallboard>()
        .AddSingleton<SaveWallboard>()
        .AddSingleton<DeleteWallboard>()
        .AddSingleton<ShareWallboard>()
        .AddSingleton<UnshareWallboard>()
        .AddSingleton<OpenSharedWallboard>()
        .AddSingleton<ListRecentCalls>();
}
