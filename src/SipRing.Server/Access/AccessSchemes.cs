namespace SipRing.Server.Access;

internal static class AccessSchemes
{
    /// <summary>Looks at the request and takes one of the two below.</summary>
    public const string Either = "sipring";

    public const string Cookie = "cookie";

    public const string Bearer = "bearer";

    /// <summary>Where answers are for programs: problem documents instead of redirects to a page.</summary>
    public static bool IsForPrograms(HttpRequest request) =>
        request.Path.StartsWithSegments("/api/v1") || request.Path.StartsWithSegments("/openapi") || request.Path.StartsWithSegments("/health");
}
