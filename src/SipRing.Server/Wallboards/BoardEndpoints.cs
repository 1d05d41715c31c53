using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Access;
using SipRing.Server.Components;
using SipRing.Server.Resources;
using SipRing.Server.Shared;

namespace SipRing.Server.Wallboards;

/// <summary>
/// The screens themselves: of people who are signed in, and of a public link. Both are a page and a stream, and read only; a
/// public one looks at no cookie and sets none.
/// </summary>
public static class BoardEndpoints
{
    public static void MapBoards(this IEndpointRouteBuilder app)
    {
        app.MapGet(Urls.Wallboards + "/{id:int}", ShowAsync).RequireAuthorization(nameof(Permission.SeeFloor)).ExcludeFromDescription();
        app.MapGet(Urls.Wallboards + "/{id:int}/live", StreamAsync).RequireAuthorization(nameof(Permission.SeeFloor)).ExcludeFromDescription();
        app.MapGet(Urls.SharedBoardPath + "/{secret}", ShowSharedAsync).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(Urls.SharedBoardPath + "/{secret}/live", StreamSharedAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(int id, HttpContext context, GetWallboard get, BoardRenderer renderer, BoardStream stream, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor()!;
        var board = await get.HandleAsync(actor, id, cancellationToken);
        return board.Succeeded ? await PageAsync(context, board.Value, actor, isPublic: false, Urls.WallboardLive(id), renderer, stream, cancellationToken) : Results.NotFound();
    }

    private static async Task StreamAsync(int id, HttpContext context, GetWallboard get, StillAllowed allowed, BoardStream stream, CancellationToken cancellationToken)
    {
        var actor = context.User.ToActor()!;
        if ((await get.HandleAsync(actor, id, cancellationToken)).Value is not { } board)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        SpeakAs(board);
        await stream.WriteAsync(context, id, actor, isPublic: false, async stop => await allowed.IsAsync(context, stop) ? (await get.HandleAsync(actor, id, stop)).Value : null);
    }

    private static async Task<IResult> ShowSharedAsync(
        string secret, HttpContext context, OpenSharedWallboard open, BoardLimit limit, BoardRenderer renderer, BoardStream stream, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var address = AddressOf(context);
        if (!limit.Allows(address))
            return TooMany(context, texts);
        if (await open.HandleAsync(secret, cancellationToken) is { } board)
            return await PageAsync(context, board, Actor.System, isPublic: true, Urls.SharedBoardLive(secret), renderer, stream, cancellationToken);
        limit.Wrong(address);
        return Results.NotFound();
    }

    private static async Task StreamSharedAsync(
        string secret, HttpContext context, OpenSharedWallboard open, BoardLimit limit, BoardStream stream, IStringLocalizer<Texts> texts, CancellationToken cancellationToken)
    {
        var address = AddressOf(context);
        if (!limit.Allows(address))
        {
            await TooMany(context, texts).ExecuteAsync(context);
            return;
        }

        if (await open.HandleAsync(secret, cancellationToken) is not { } board)
        {
            limit.Wrong(address);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        using var place = limit.Enter(board);
        if (place is null)
        {
            await TooMany(context, texts).ExecuteAsync(context);
            return;
        }

        SpeakAs(board);
        Unlisted(context);
        await stream.WriteAsync(context, board.Id, Actor.System, isPublic: true, stop => open.HandleAsync(secret, stop));
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, Wallboard board, Actor actor, bool isPublic, string live, BoardRenderer renderer, BoardStream stream, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        Unlisted(context);
        var frame = await renderer.FrameAsync(board, actor, isPublic, cancellationToken);
        return new Spoken(board, new RazorComponentResult<BoardDocument>(new
        {
            Frame = frame,
            Live = live,
            stream.Boot,
            Preferred = isPublic ? Preferences.System : Preferences.ThemeOf(context),
        }));
    }

    /// <summary>Not in an index of the web, and no word to others of where it was.</summary>
    private static void Unlisted(HttpContext context)
    {
        context.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }

    // A wall speaks the language of the room, not of whoever set its browser up. It flows on into whatever is awaited from here.
    private static void SpeakAs(Wallboard board)
    {
        if (board.Language is { } language)
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language == "ru" ? "ru-RU" : "en-US");
    }

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";

    private static IResult TooMany(HttpContext context, IStringLocalizer<Texts> texts)
    {
        context.Response.Headers.RetryAfter = "60";
        return Results.Text(texts["wallboard.too-many"], statusCode: StatusCodes.Status429TooManyRequests);
    }

    /// <summary>A page is drawn when its route is done: the language has to be said there.</summary>
    private sealed class Spoken(Wallboard board, IResult page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            SpeakAs(board);
            await page.ExecuteAsync(httpContext);
        }
    }
}
