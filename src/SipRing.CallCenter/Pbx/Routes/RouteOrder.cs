namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>Routes as they are asked: by their place; two of one place by id, so that the order is always the same.</summary>
public static class RouteOrder
{
    public static IEnumerable<IncomingRoute> Of(IEnumerable<IncomingRoute> routes) => routes.OrderBy(r => r.Order).ThenBy(r => r.Id, StringComparer.Ordinal);

    public static IEnumerable<OutgoingRoute> Of(IEnumerable<OutgoingRoute> routes) => routes.OrderBy(r => r.Order).ThenBy(r => r.Id, StringComparer.Ordinal);
}
