using System.Security.Claims;
using SipRing.CallCenter.Access;

namespace SipRing.Server.Access;

/// <summary>
/// A page or a stream that stays open for days sends no request that would check its cookie or token: it is asked for now and then.
/// While the database is away nobody is turned out; nobody's right can be taken away meanwhile either.
/// </summary>
public sealed partial class StillAllowed(Sessions sessions, RecognizeToken recognize, ILogger<StillAllowed> log)
{
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether this is still that person's cookie.</summary>
    public Task<bool> IsAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) => UnlessAwayAsync(async () =>
        principal.UserId() is { } id && principal.Stamp() is { } stamp && await sessions.IsCurrentAsync(id, stamp, cancellationToken));

    /// <summary>Whether what came with that request, a cookie or a token, still holds.</summary>
    public Task<bool> IsAsync(HttpContext context, CancellationToken cancellationToken) => BearerHandler.TokenOf(context.Request) is { } token
        ? UnlessAwayAsync(async () => await recognize.HandleAsync(token, cancellationToken) is not null)
        : IsAsync(context.User, cancellationToken);

    private async Task<bool> UnlessAwayAsync(Func<Task<bool>> check)
    {
        try
        {
            return await check();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogNotChecked(log, e);
            return true;
        }
    }

    [LoggerMessage(2110, LogLevel.Warning, "Whether somebody is still signed in could not be checked")]
    private static partial void LogNotChecked(ILogger logger, Exception exception);
}
