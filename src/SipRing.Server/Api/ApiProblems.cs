using System.Data.Common;
using SipRing.Asterisk.Ami;
using SipRing.Server.Access;

namespace SipRing.Server.Api;

/// <summary>Turns what would be an empty or HTML error into a problem document, where programs ask.</summary>
internal sealed partial class ApiProblems(RequestDelegate next, ILogger<ApiProblems> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!AccessSchemes.IsForPrograms(context.Request))
        {
            await next(context);
            return;
        }

        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogFault(e, context.Request.Method, context.Request.Path);
            context.Response.Clear();
            await (e switch
            {
                BadHttpRequestException bad => Problems.WriteAsync(context, bad.StatusCode, "request-invalid", bad.Message),
                DbException => Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "database-away", "The database cannot be used now; try again in a moment."),
                AmiException => Problems.WriteAsync(context, StatusCodes.Status503ServiceUnavailable, "asterisk-away", "Asterisk cannot be reached now; try again in a moment."),
                _ => Problems.WriteAsync(context, StatusCodes.Status500InternalServerError, "fault", "SipRing failed to answer; its log says why."),
            });
            return;
        }

        if (context.Response is { HasStarted: false, ContentLength: null, ContentType: null, StatusCode: >= 400 })
            await Problems.WriteAsync(context, context.Response.StatusCode, $"http-{context.Response.StatusCode}", Detail(context.Response.StatusCode));
    }

    private static string Detail(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not take this method.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json.",
        _ => "The request cannot be answered.",
    };

    [LoggerMessage(6000, LogLevel.Error, "{Method} {Path} failed")]
    private partial void LogFault(Exception exception, string method, string path);
}
