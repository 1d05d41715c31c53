using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Settings;
using SipRing.Server.Shared;

namespace SipRing.Server.Access;

/// <summary>The forms of the pages /login and /password post here. A refusal goes back to the page with its id in <c>error</c>.</summary>
public static class AccountEndpoints
{
    public static void MapAccount(this IEndpointRouteBuilder routes)
    {
        // The token of the form is checked below, so that an outdated page gets a sentence instead of a bare 400.
        var account = routes.MapGroup("/account").DisableAntiforgery().ExcludeFromDescription();
        account.MapPost("/login", SignInAsync).AllowAnonymous();
        account.MapPost("/logout", SignOutAsync).RequireAuthorization(Policies.OwnPassword);
        account.MapPost("/password", ChangePasswordAsync).RequireAuthorization(Policies.OwnPassword);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, IAntiforgery antiforgery, SignIn signIn,
        [FromForm] string? name, [FromForm] string? password, [FromForm] string? returnUrl, CancellationToken cancellationToken)
    {
        var target = LocalUrl(returnUrl);
        if (!await antiforgery.IsRequestValidAsync(context))
            return Back("/login", "form-expired", target);
        var result = await signIn.HandleAsync(name ?? "", password ?? "", cancellationToken);
        if (!result.Succeeded)
            return Back("/login", result.Refusal.Id, target);
        await context.SignInAsync(AccessSchemes.Cookie, Principals.Of(result.Value), Lasting());
        return Results.LocalRedirect(result.Value.MustChange ? "/password" : target);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Results.LocalRedirect("/");
        await context.SignOutAsync(AccessSchemes.Cookie);
        return Results.LocalRedirect("/login");
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext context, IAntiforgery antiforgery, ChangeOwnPassword change, SipRingHome home,
        [FromForm] string? current, [FromForm] string? password, [FromForm] string? repeat, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return Back("/password", "form-expired", "/");
        if (!string.Equals(password, repeat, StringComparison.Ordinal))
            return Back("/password", "password-repeat", "/");
        var result = await change.HandleAsync(new(context.User.UserId()!.Value, current ?? "", password ?? ""), cancellationToken);
        if (!result.Succeeded)
            return Back("/password", result.Refusal.Id, "/");
        await context.SignInAsync(AccessSchemes.Cookie, Principals.Of(result.Value), Lasting());
        return Results.LocalRedirect(result.Value.Role == Role.Administrator && IsNew(home) ? Urls.Setup : "/");
    }

    // A home that was started, and of which nobody has said yet which PBX it works with.
    private static bool IsNew(SipRingHome home) => File.Exists(home.SettingsFile) && !SettingsStore.Load(home).SetUp;

    private static AuthenticationProperties Lasting() => new() { IsPersistent = true };

    private static IResult Back(string page, string error, string target) =>
        Results.LocalRedirect($"{page}?error={error}" + (target == "/" ? "" : $"&returnUrl={Uri.EscapeDataString(target)}"));

    /// <summary>A place inside of SipRing: a link to the sign-in page must not lead people elsewhere.</summary>
    internal static string LocalUrl(string? url) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl) ? url : "/";
}
