using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Agents.Pauses;

namespace SipRing.CallCenter.Agents;

public static class AgentsModule
{
    /// <summary>Agents and who is logged in where. Needs <c>AddAccess</c>, <c>AddAudit</c>, <see cref="IAmiClient"/> and <see cref="IMemberPlaces"/>.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services) => services
        .AddSingleton<PinHasher>()
        .AddSingleton<QueueMembers>()
        .AddSingleton<MembershipTable>()
        .AddSingleton<MembershipSteps>()
        .AddSingleton<MembershipComparison>()
        .AddSingleton(s => new Memberships(
            s.GetRequiredService<MembershipTable>(),
            s.GetRequiredService<MembershipSteps>(),
            s.GetRequiredService<MembershipComparison>(),
            s.GetRequiredService<IAmiClient>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<Memberships>>()))
        .AddHostedService(s => s.GetRequiredService<Memberships>())
        .AddSingleton<CreateAgent>()
        .AddSingleton<ChangeAgent>()
        .AddSingleton<RemoveAgent>()
        .AddSingleton<ListAgents>()
        .AddSingleton<LogInAgent>()
        .AddSingleton<LogInByPin>()
        .AddSingleton<LogOutAgent>()
        .AddSingleton<PauseReasons>()
        .AddSingleton<ListPauseReasons>()
        .AddSingleton<SavePauseReason>()
        .AddSingleton<DeletePauseReason>()
        .AddSingleton<AddUsualPauseReasons>()
        .AddSingleton<LogOutEverywhere>()
        .AddSingleton<PauseMember>()
        .AddSingleton<PauseEverywhere>()
        .AddSingleton<ListMembers>()
        .AddSingleton<PhoneLogin>();
}
