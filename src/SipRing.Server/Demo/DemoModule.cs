using SipRing.CallCenter.Pbx;

namespace SipRing.Server.Demo;

public static class DemoModule
{
    /// <summary>Register it last: it is then the first to end. Needs <see cref="PbxOptions.LocalTrunk"/>.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services) => services
        .AddSingleton<DemoSetup>()
        .AddHostedService<DemoTraffic>()
        .AddHostedService<DemoTidying>();
}
