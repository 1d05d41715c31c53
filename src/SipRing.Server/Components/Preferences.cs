using Microsoft.AspNetCore.Localization;

namespace SipRing.Server.Components;

/// <summary>Language and theme, remembered by the browser in cookies, so that the first paint is already right.</summary>
public static class Preferences
{
    public const string LanguageCookie = "sipring.language";
    public const string ThemeCookie = "sipring.theme";
    public const string System = "system";

    private static readonly string[] s_themes = ["light", "dark", System];
    private static readonly Dictionary<string, string> s_languages = new(StringComparer.Ordinal) { ["ru"] = "ru-RU", ["en"] = "en-US" };

    public static string ThemeOf(HttpContext? context) =>
        context?.Request.Cookies[ThemeCookie] is { } theme && s_themes.Contains(theme) ? theme : System;

    public static void MapPreferences(this IEndpointRouteBuilder app)
    {
        app.MapGet("/preferences/language/{language}", (string language, string? back, HttpContext context) =>
        {
            if (s_languages.TryGetValue(language, out var culture))
            {
                Remember(context, LanguageCookie, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(culture)));
            }

            return Back(back);
        }).AllowAnonymous().ExcludeFromDescription();

        app.MapGet("/preferences/theme/{theme}", (string theme, string? back, HttpContext context) =>
        {
            if (s_themes.Contains(theme))
            {
                Remember(context, ThemeCookie, theme);
            }

            return Back(back);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static void Remember(HttpContext context, string cookie, string value) =>
        context.Response.Cookies.Append(cookie, value, new()
        {
            HttpOnly = true,
            IsEssential = true,
            MaxAge = TimeSpan.FromDays(365),
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
        });

    /// <summary>Only to an address of our own: never to one that begins with // or a scheme.</summary>
    private static IResult Back(string? back) =>
        Results.LocalRedirect(back is ['/', ..] && back is not ['/', '/' or '\\', ..] ? back : "/");
}
