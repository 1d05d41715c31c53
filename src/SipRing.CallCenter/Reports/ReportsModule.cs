using Microsoft.Extensions.DependencyInjection;

namespace SipRing.CallCenter.Reports;

public static class ReportsModule
{
    /// <summary>Questions to the ledger, with the rights of whoever asks. Needs <c>IQueueCalls</c> and <c>IAgentSessions</c>.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddSingleton<ListQueueCalls>()
        .AddSingleton<SumQueueCalls>()
        .AddSingleton<SummarizeQueues>()
        .AddSingleton<SummarizeDepartments>()
        .AddSingleton<ListAgentSessions>();
}
