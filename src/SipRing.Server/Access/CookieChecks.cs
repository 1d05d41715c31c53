using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;
using SipRing.CallCenter.Access;
using SipRing.Server.Api;

namespace SipRing.Server.Access;

/// <summary>What happens to a cookie on its way in, and where people without one, or without the right, are sent.</summary>
internal sealed class CookieChecks(Sessions sessions) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        // The page that says what failed is for everybody, and so is how it looks: to ask the database again, which may be
        // what failed, would hide both.
        if (context.HttpContext.Features.Get<IExceptionHandlerFeature>() is not null
            || context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
        {
            context.RejectPrincipal();
            return;
        }

        // A changed password or role, or a removed user, ends the session at the next request.
        if (context.Principal is { } principal
            && principal.UserId() is { } id
            && principal.Stamp() is { } stamp
            && await sessions.IsCurrentAsync(id, stamp, context.HttpContext.RequestAborted))
        {
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(AccessSchemes.Cookie);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (AccessSchemes.IsForPrograms(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.WriteAsync(context.HttpContext, StatusCodes.Status401Unauthorized, "sign-in-required", "A bearer token is needed: Authorization: Bearer TOKEN.");
        }

        var wanted = context.Request.Path + context.Request.QueryString;
        context.Response.Redirect(wanted == "/" ? "/login" : $"/login?returnUrl={Uri.EscapeDataString(wanted)}");
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var mustChange = context.HttpContext.User.MustChangePassword();
        if (AccessSchemes.IsForPrograms(context.Request))
        {
            return mustChange
                ? Problems.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "password-change-required", "Change the one-time password first, at /password.")
                : Problems.WriteAsync(context.HttpContext, StatusCodes.Status403Forbidden, "forbidden", "Your role does not allow it.");
        }

        if (mustChange)
            context.Response.Redirect("/password");
        else
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
