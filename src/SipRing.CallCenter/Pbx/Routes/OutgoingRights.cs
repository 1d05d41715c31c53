namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>Who may use an outgoing route: the route names its extensions, or an extension names its routes, or both.</summary>
public static class OutgoingRights
{
    /// <summary>The extensions that may use it, by number; null is everybody.</summary>
    public static IReadOnlyList<string>? Of(OutgoingRoute route, PbxConfiguration configuration)
    {
        if (route.Extensions.IsEmpty && configuration.Extensions.All(e => e.MayUse(route.Id)))
            return null;
        return [.. configuration.Extensions.Where(e => e.MayUse(route.Id) && (route.Extensions.IsEmpty || route.Extensions.Contains(e.Number))).Select(e => e.Number)];
    }
}
