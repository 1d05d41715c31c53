using Microsoft.Extensions.DependencyInjection;

namespace SipRing.CallCenter.Recordings;

public static class RecordingsModule
{
    /// <summary>Needs <see cref="IRecordings"/> and <c>AddAudit</c>.</summary>
    public static IServiceCollection AddRecordings(this IServiceCollection services) => services.AddSingleton<OpenRecording>();
}
