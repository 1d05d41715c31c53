using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using SipRing.CallCenter.Access;
using SipRing.Server.Api;

namespace SipRing.Server.Access;

/// <summary><c>Authorization: Bearer</c> with a token made by <c>sipring token create</c>.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, RecognizeToken recognize)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    public static bool IsMeant(HttpRequest request) => TokenOf(request) is not null;

    /// <summary>The token that came with the request, or null where none was meant.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } secret)
            return AuthenticateResult.NoResult();
        var token = await recognize.HandleAsync(secret, Context.RequestAborted);
        return token is null
            ? AuthenticateResult.Fail("The token is unknown or was revoked.")
            : AuthenticateResult.Success(new(Principals.Of(token), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        return Problems.WriteAsync(Context, StatusCodes.Status401Unauthorized, "token-unknown", "The token is unknown or was revoked.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.WriteAsync(Context, StatusCodes.Status403Forbidden, "forbidden", "The role of this token does not allow it.");
}
