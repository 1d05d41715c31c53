using Microsoft.Extensions.DependencyInjection;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Calls;

public static class CallsModule
{
    /// <summary>What is done to calls that are going on. Needs <c>AddAudit</c>, <c>AddAccess</c>, <see cref="IAmiClient"/> and <see cref="IMemberPlaces"/>.</summary>
    public static IServiceCollection AddCalls(this IServiceCollection services) => services
        .AddSingleton<AsteriskCalls>()
        .AddSingleton<OwnPhoneRing>()
        .AddSingleton<GetOwnPhone>()
        .AddSingleton<SetOwnPhone>()
        .AddSingleton(s => new HangUpCall(s.GetRequiredService<AsteriskCalls>(), s.GetRequiredService<LiveReaches>(), s.GetRequiredService<IAuditLog>()))
        .AddSingleton(s => new PlaceCall(
            s.GetRequiredService<AsteriskCalls>(), s.GetRequiredService<IMemberPlaces>(), s.GetRequiredService<LiveReaches>(), s.GetRequiredService<IAuditLog>(), s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new TransferCall(s.GetRequiredService<AsteriskCalls>(), s.GetRequiredService<LiveReaches>(), s.GetRequiredService<IAuditLog>()))
        .AddSingleton(s => new ListenToCall(
            s.GetRequiredService<AsteriskCalls>(), s.GetRequiredService<IMemberPlaces>(), s.GetRequiredService<OwnPhoneRing>(),
            s.GetRequiredService<LiveReaches>(), s.GetRequiredService<IAuditLog>()));
}
