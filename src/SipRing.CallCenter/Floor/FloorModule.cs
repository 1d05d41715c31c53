using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SipRing.CallCenter.Floor;

public static class FloorModule
{
    /// <summary>What features say to every open panel.</summary>
    public static IServiceCollection AddFloorNotices(this IServiceCollection services)
    {
        services.TryAddSingleton<FloorNotices>();
        return services;
    }

    /// <summary>Adds <see cref="IFloor"/>; needs an <c>IAmiClient</c>, an <see cref="IFloorDirectory"/> and an <see cref="IFloorFigures"/>.</summary>
    public static IServiceCollection AddFloor(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddFloorNotices();
        services.AddSingleton<FloorService>();
        services.AddSingleton<IFloor>(s => s.GetRequiredService<FloorService>());
        services.AddHostedService(s => s.GetRequiredService<FloorService>());
        return services;
    }
}
