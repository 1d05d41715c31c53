using System.Text;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.SystemLog;
using SipRing.Server.Api;

namespace SipRing.Server.SystemLog;

/// <summary>Who did what, and what the system noticed.</summary>
internal static class LogEndpoints
{
    private const int PageOfFile = 1000;

    private static readonly (string, string)[] s_filter =
    [
        ("from", "From this moment on, ISO 8601; a date alone is the beginning of that day at the call centre. The beginning if not given."),
        ("to", "Before this moment; a date alone includes that day. Now if not given."),
        ("text", "Words that the entry holds, in either case."), ("level", "`information`, `warning` or `error`: this and what weighs more."),
        ("person", "The exact name of who did it."),
    ];

    public static void MapLog(this IEndpointRouteBuilder api)
    {
        var log = api.MapGroup("").WithTags("Log").RequireAuthorization(nameof(Permission.SeeSystem));
        log.MapGet("/audit", AuditAsync).WithSummary("Who did what, newest first")
            .WithDescription("Nothing changes or removes an entry of the audit.")
            .WithQuery([.. s_filter, ("limit", "1 to 1000 entries, 100 if not given."), ("cursor", "`next` of the page before.")])
            .Produces<Page<AuditItem>>().MayRefuse(StatusCodes.Status400BadRequest);
        log.MapGet("/log", LogAsync).WithSummary("Who did what and what the system noticed, newest first")
            .WithDescription("System events are kept for 90 days, at most 500,000 of them.")
            .WithQuery([.. s_filter, ("kind", "`act`, `server` or `asterisk`; " + QueryText.Repeated), ("limit", "1 to 1000 entries, 100 if not given."), ("cursor", "`next` of the page before.")])
            .Produces<Page<LogItem>>().MayRefuse(StatusCodes.Status400BadRequest);
        log.MapGet("/log/export", ExportAsync).WithSummary("The same as a file, whole").WithDescription("Newest first, written while it is read.")
            .WithQuery([.. s_filter, ("kind", "`act`, `server` or `asterisk`; " + QueryText.Repeated), ("format", "`csv` (if not given) or `ndjson`, a JSON object a line.")])
            .Produces<string>(StatusCodes.Status200OK, "text/csv", "application/x-ndjson").MayRefuse(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> AuditAsync(Caller caller, HttpRequest request, Moments moments, ReadTimeLine read, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var filter = new TimeLineFilter(Entries(query), new HashSet<TimeLineKind> { TimeLineKind.Act });
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        if (!query.Ok(out var problem))
            return problem;
        var result = await read.HandleAsync(caller.Actor, filter, cursor, limit, cancellationToken);
        return result.ToAnswer(page => TypedResults.Ok(new Page<AuditItem>([.. page.Items.Select(entry => AuditItem.Of(entry, moments))], page.Next)));
    }

    private static async Task<IResult> LogAsync(Caller caller, HttpRequest request, Moments moments, ReadTimeLine read, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var filter = new TimeLineFilter(Entries(query), Kinds(query));
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        if (!query.Ok(out var problem))
            return problem;
        var result = await read.HandleAsync(caller.Actor, filter, cursor, limit, cancellationToken);
        return result.ToAnswer(page => TypedResults.Ok(new Page<LogItem>([.. page.Items.Select(entry => LogItem.Of(entry, moments))], page.Next)));
    }

    private static async Task<IResult> ExportAsync(
        Caller caller, HttpContext context, Moments moments, ReadTimeLine read, TimeProvider time, IAuditLog audit, CancellationToken cancellationToken)
    {
        var query = new QueryReader(context.Request, moments);
        var entries = Entries(query);

        // What happens while the file is written would only move its pages.
        var filter = new TimeLineFilter(entries with { To = entries.To ?? time.GetUtcNow().AddMilliseconds(1) }, Kinds(query));
        var json = query.OneOf("format", "csv", "ndjson") == "ndjson";
        if (!query.Ok(out var problem))
            return problem;
        var first = await read.HandleAsync(caller.Actor, filter, null, PageOfFile, cancellationToken);
        if (!first.Succeeded)
            return Problems.From(first.Refusal);
        await audit.WriteAsync(caller.Actor, "log.export", "log", context.Request.QueryString.Value, cancellationToken);
        return Results.Stream(async stream =>
        {
            await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            if (!json)
                await writer.WriteAsync(LogFile.CsvHead);
            for (var page = first.Value; ;)
            {
                foreach (var entry in page.Items)
                    await writer.WriteAsync(json ? LogFile.Json(entry, moments) : LogFile.Csv(entry, moments));
                await writer.FlushAsync(cancellationToken);
                if (page.Next is null)
                    return;
                var next = await read.HandleAsync(caller.Actor, filter, page.Next, PageOfFile, cancellationToken);
                page = next.Value ?? throw new InvalidOperationException(next.Refusal?.Message);
            }
        }, json ? "application/x-ndjson" : "text/csv; charset=utf-8", json ? "sipring-log.ndjson" : "sipring-log.csv");
    }

    private static EntryFilter Entries(QueryReader query)
    {
        var (from, to) = query.OpenSpan();
        return new()
        {
            From = from,
            To = to,
            Text = query.Text("text"),
            Level = query.OneOf("level", "information", "warning", "error") switch { "warning" => EntryLevel.Warning, "error" => EntryLevel.Error, _ => EntryLevel.Information },
            Person = query.Text("person"),
        };
    }

    private static HashSet<TimeLineKind> Kinds(QueryReader query) =>
        [.. query.SomeOf("kind", "act", "server", "asterisk").Select(kind => Enum.Parse<TimeLineKind>(kind, ignoreCase: true))];
}
