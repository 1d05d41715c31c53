using SipRing.CallCenter.Access;
using SipRing.Server.Access;

namespace SipRing.Server.Api;

/// <summary>
/// A browser sends its cookie whoever made it send the request. A write with a cookie is taken only from our own pages; a
/// token has to be put into a request on purpose, so it needs no such proof.
/// </summary>
internal sealed class CookieWrites : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (safe || context.HttpContext.User.ToActor() is not { Kind: ActorKind.User } || IsOwn(request))
            return await next(context);
        return Problems.Plain(StatusCodes.Status403Forbidden, "foreign-origin", "A change with a cookie must come from SipRing's own pages; programs use a token.");
    }

    private static bool IsOwn(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
        && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
}
