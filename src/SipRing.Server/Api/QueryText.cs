namespace SipRing.Server.Api;

/// <summary>The query parameters of a route, for its description.</summary>
internal sealed record QueryParameters(IReadOnlyList<(string Name, string Text)> Items);

internal static class QueryText
{
    public const string Repeated = "may be repeated.";
    public const string From = "From this moment on, ISO 8601; a date alone is the beginning of that day at the call centre. The beginning if not given; today if neither is.";
    public const string To = "Before this moment, ISO 8601; a date alone includes that day. The end of today if not given.";
    public const string Queue = "The number of a queue; " + Repeated;
    public const string Department = "The id of a department, of those that you may see; " + Repeated;
    public const string Agent = "The id of an agent; " + Repeated;

    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params (string Name, string Text)[] parameters) =>
        route.WithMetadata(new QueryParameters(parameters));
}
