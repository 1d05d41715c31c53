using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.LostCallers;

public static class LostCallersModule
{
    /// <summary>The list of lost callers, kept equal to the ledger while the host runs. Needs the ledger, <c>NumberForms</c> and <c>IAuditLog</c>.</summary>
    public static IServiceCollection AddLostCallers(this IServiceCollection services)
    {
        services.TryAddSingleton<ILedgerNames, NoLedgerNames>();
        services.TryAddSingleton<LedgerChanges>();
        services.AddSingleton<LostCallerChanges>();
        services.AddSingleton(s => new CallerKeys(s.GetRequiredService<NumberForms>()));
        services.AddSingleton<LostCallerStore>();
        services.AddSingleton<LostCallerQuery>();
        services.AddSingleton<LostCallerActs>();
        services.AddSingleton<LostCallerKeeper>();
        services.AddHostedService(s => s.GetRequiredService<LostCallerKeeper>());
        services.AddSingleton(s => new ListLostCallers(s.GetRequiredService<LostCallerQuery>(), s.GetRequiredService<Reaches>()));
        services.AddSingleton(s => new SummarizeLostCallers(s.GetRequiredService<LostCallerQuery>(), s.GetRequiredService<Reaches>()));
        services.AddSingleton(s => new GetLostCaller(s.GetRequiredService<LostCallerQuery>(), s.GetRequiredService<Reaches>()));
        services.AddSingleton(s => new TakeLostCaller(s.GetRequiredService<LostCallerActs>()));
        services.AddSingleton(s => new ReleaseLostCaller(s.GetRequiredService<LostCallerActs>()));
        services.AddSingleton(s => new CloseLostCaller(s.GetRequiredService<LostCallerActs>()));
        services.AddSingleton(s => new ReopenLostCaller(s.GetRequiredService<LostCallerActs>()));
        services.AddSingleton(s => new NoteLostCaller(s.GetRequiredService<LostCallerActs>()));
        services.AddSingleton<ListLostCallerRules>();
        services.AddSingleton(s => new SaveLostCallerRule(
            s.GetRequiredService<LostCallerStore>(), s.GetRequiredService<LostCallerKeeper>(), s.GetRequiredService<ILedgerNames>(), s.GetRequiredService<IAuditLog>()));
        return services;
    }
}
