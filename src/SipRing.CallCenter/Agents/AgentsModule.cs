using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Queues.Rules;
using SipRing.CallCenter.Agents.Csv;
using SipRing.CallCenter.Agents.Misses;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;

namespace SipRing.CallCenter.Agents;

public static class AgentsModule
{
    /// <summary>Agents and who is logged in where. Needs <c>AddAccess</c>, <c>AddAudit</c>, <see cref="IAmiClient"/> and <see cref="IMemberPlaces"/>.</summary>
    public static IServiceCollection AddAgents(this IServiceCollection services) => services
        .AddCallRules()
        .AddFloorNotices()
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
        .AddSingleton<ListAgentCards>()
        .AddSingleton<NewPins>()
        .AddSingleton<ResetPin>()
        .AddSingleton<RestoreAgent>()
        .AddSingleton<GiveWebLogin>()
        .AddSingleton<TakeWebLogin>()
        .AddSingleton<GetOwnDesk>()
        .AddSingleton<ImportAgents>()
        .AddSingleton<LogInAgent>()
        .AddSingleton<LogInByPin>()
        .AddSingleton<LogOutAgent>()
        .AddSingleton<WrapUpSteps>()
        .AddSingleton(s => new WrapUps.WrapUps(
            s.GetRequiredService<WrapUpSteps>(),
            s.GetRequiredService<Memberships>(),
            s.GetRequiredService<IMemberPlaces>(),
            s.GetRequiredService<IAmiClient>(),
            s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<ILogger<WrapUps.WrapUps>>()))
        .AddHostedService(s => s.GetRequiredService<WrapUps.WrapUps>())
        .AddSingleton<EndWrapUp>()
        .AddSingleton<ExtendWrapUp>()
        .AddSingleton<PhonePause>()
        .AddSingleton<MissedCalls>()
        .AddHostedService(s => s.GetRequiredService<MissedCalls>())
        .AddSingleton<PauseLimits>()
        .AddHostedService(s => s.GetRequiredService<PauseLimits>())
        .AddSingleton<PauseReasons>()
        .AddSingleton<ListPauseReasons>()
        .AddSingleton<SavePauseReason>()
        .AddSingleton<DeletePauseReason>()
        .AddSingleton<OrderPauseReasons>()
        .AddSingleton<AddUsualPauseReasons>()
        .AddSingleton<LogOutEverywhere>()
        .AddSingleton<PauseMember>()
        .AddSingleton<PauseEverywhere>()
        .AddSingleton<ListMembers>()
        .AddSingleton<PhoneLogin>();
}
