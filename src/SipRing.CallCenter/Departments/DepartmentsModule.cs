using Microsoft.Extensions.DependencyInjection;

namespace SipRing.CallCenter.Departments;

public static class DepartmentsModule
{
    /// <summary>Departments and who is limited to them; a part of the rights, which every feature asks. Needs <c>AddAudit</c> and, to place members, <c>AddAgents</c>.</summary>
    public static IServiceCollection AddDepartments(this IServiceCollection services) => services
        .AddSingleton<DepartmentBook>()
        .AddSingleton<Reaches>()
        .AddSingleton<LiveReaches>()
        .AddSingleton<WatchFloor>()
        .AddSingleton<ListDepartments>()
        .AddSingleton<SaveDepartment>()
        .AddSingleton<DeleteDepartment>()
        .AddSingleton<PlaceMembers>()
        .AddSingleton<SetLimit>()
        .AddSingleton<ListLimits>()
        .AddHostedService<DepartmentWatch>();
}
