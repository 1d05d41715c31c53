using Microsoft.Extensions.DependencyInjection;

namespace SipRing.CallCenter.Queues.Rules;

public static class CallRulesModule
{
    /// <summary>Rules of queues that Asterisk knows nothing of. Needs <c>AddAudit</c> and <c>AddPbx</c>.</summary>
    public static IServiceCollection AddCallRules(this IServiceCollection services) => services
        .AddSingleton<CallRules>()
        .AddSingleton<ListCallRules>()
        .AddSingleton<SaveCallRules>();
}
