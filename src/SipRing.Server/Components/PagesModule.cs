using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;
using MudBlazor.Services;
using SipRing.Server.Access;
using SipRing.Server.Floor;
using SipRing.Server.Reports;
using SipRing.Server.Shared;
using SipRing.Server.Wallboards;

namespace SipRing.Server.Components;

/// <summary>Everything the pages need from the host, beside <c>AddSignIn</c>. Data comes from <c>IFloor</c>, <c>IQueueCalls</c> and <c>IAgentSessions</c>.</summary>
public static class PagesModule
{
    private static readonly CultureInfo[] s_cultures = [CultureInfo.GetCultureInfo("en-US"), CultureInfo.GetCultureInfo("ru-RU")];

    public static void AddSipRingPages(this WebApplicationBuilder builder)
    {
        // Run from the build's output as well as from a published folder, whatever the environment is called.
        builder.WebHost.UseStaticWebAssets();
        var services = builder.Services;
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(Localise);
        services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        services.AddSingleton<CallCentreTime>();
        services.AddScoped<Outcomes>();
        services.AddScoped<FloorFeed>();
        services.AddSingleton<Contacts.ImportSessions>();
        services.AddScoped<Calls.Dialler>();
        services.AddScoped<PanelLayouts>();
        services.AddScoped<Agents.PinSlips>();
        services.AddScoped<Floor.Acts.PanelActs>();
        services.AddScoped<Finding.FindAnything>();
        services.AddScoped<FilterChoicesReader>();
        services.AddScoped<QueueReportReader>();
        services.AddSingleton<TrendReader>();
        services.AddSingleton<BoardRenderer>();
        services.AddSingleton<BoardStream>();
        services.AddSingleton<BoardLimit>();
    }

    /// <summary>Before routing: language, headers, and pages of our own for what was not found or failed.</summary>
    public static IApplicationBuilder UseSipRingPages(this IApplicationBuilder app)
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = Urls.Error,
            CreateScopeForErrors = true,
            StatusCodeSelector = exception => exception is DbException ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute(Urls.Status);
        app.Use((context, next) =>
        {
            if (IsForPrograms(context.Request.Path) && context.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }

            return next(context);
        });
        return app.UseRequestLocalization();
    }

    public static IEndpointRouteBuilder MapSipRingPages(this IEndpointRouteBuilder app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapPreferences();
        app.MapGet("/", (HttpContext context) => Results.LocalRedirect(Urls.Home(context.User.ToActor()))).ExcludeFromDescription();
        app.MapGet("/admin", (HttpContext context) => Results.LocalRedirect(Urls.Home(context.User.ToActor()))).ExcludeFromDescription();
        app.MapGet(Urls.DirectoryRefused, Contacts.ImportPage.Refused).RequireAuthorization(nameof(CallCenter.Access.Permission.ManageDirectory)).ExcludeFromDescription();
        app.MapBoards();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    private static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/health");

    private static void Localise(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(s_cultures[0]);
        options.SupportedCultures = s_cultures;
        options.SupportedUICultures = s_cultures;
        options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Preferences.LanguageCookie }, new AcceptLanguageHeaderRequestCultureProvider()];
    }
}
