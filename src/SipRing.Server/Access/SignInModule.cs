using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Access;

/// <summary>Cookie for people, bearer token for programs, deny by default. Needs <c>AddAccess</c>, the home and the settings.</summary>
public static class SignInModule
{
    public static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("SipRing");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRing>();
        services.AddSingleton<StillAllowed>();
        services.AddScoped<CookieChecks>();
        services.AddAuthentication(AccessSchemes.Either)
            .AddPolicyScheme(AccessSchemes.Either, null, options =>
                options.ForwardDefaultSelector = context => BearerHandler.IsMeant(context.Request) ? AccessSchemes.Bearer : AccessSchemes.Cookie)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(AccessSchemes.Bearer, null)
            .AddCookie(AccessSchemes.Cookie);
        services.AddOptions<CookieAuthenticationOptions>(AccessSchemes.Cookie).Configure<SipRingSettings, TimeProvider>(ConfigureCookie);
        services.AddOptions<AntiforgeryOptions>().Configure<SipRingSettings>((options, settings) => options.Cookie.Name = CookieName(settings) + "-form");
        services.AddAntiforgery();
        services.AddAuthorization(Policies.Configure);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, OpenPageCheck>();
        services.AddHttpContextAccessor();
        return services;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options, SipRingSettings settings, TimeProvider time)
    {
        options.Cookie.Name = CookieName(settings);
        options.Cookie.HttpOnly = true;

        // Lax, because a report is sent as a link: a click in a mail has to find its reader signed in.
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.TimeProvider = time;
        options.EventsType = typeof(CookieChecks);
    }

    // Cookies do not know ports: two SipRings of one machine would sign each other's people out.
    private static string CookieName(SipRingSettings settings) => string.Create(CultureInfo.InvariantCulture, $"sipring-{settings.Http.Port}");
}
