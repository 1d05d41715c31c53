using Microsoft.Extensions.DependencyInjection;

namespace SipRing.CallCenter.CallDetail;

public static class CallDetailModule
{
    /// <summary>Call detail, with the rights of whoever asks. Needs <c>IPhoneCalls</c>.</summary>
    public static IServiceCollection AddCallDetail(this IServiceCollection services) => services
        .AddSingleton<ListCalls>()
        .AddSingleton<SummarizeCalls>()
        .AddSingleton<GetCall>()
        .AddSingleton<ExportCalls>();
}
