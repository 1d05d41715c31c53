using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger.Queries;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.CallCenter.Recordings;

namespace SipRing.CallCenter.Ledger;

public static class LedgerModule
{
    /// <summary>Queries, today's figures and recordings. Register <see cref="ILedgerNames"/> before, or names are numbers.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.TryAddSingleton<ILedgerNames, NoLedgerNames>();
        services.TryAddSingleton<LedgerChanges>();
        services.AddSingleton<IQueueCalls, QueueCalls>();
        services.AddSingleton<IPhoneCalls, PhoneCalls>();
        services.AddSingleton<IAgentSessions, AgentSessions>();
        services.AddSingleton<IFloorFigures, TodayFigures>();
        services.AddSingleton<IRecentCalls, RecentCalls>();
        services.AddSingleton<IRecordings, RecordingIndex>();
        return services;
    }

    /// <summary>Besides, follows the logs of the PBX while the host runs: those of the own Asterisk, or what is set for an existing one.</summary>
    public static IServiceCollection AddLedgerReader(this IServiceCollection services)
    {
        services.AddSingleton<ILogSources, LogSources>();
        services.AddSingleton<LedgerService>();
        services.AddSingleton<ILedgerHealth>(s => s.GetRequiredService<LedgerService>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<LedgerService>());
        return services;
    }
}
