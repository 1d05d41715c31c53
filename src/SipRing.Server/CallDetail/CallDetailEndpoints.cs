using SipRing.CallCenter.Access;
using SipRing.CallCenter.CallDetail;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Api;

namespace SipRing.Server.CallDetail;

/// <summary>Every call of the PBX with its legs.</summary>
internal static class CallDetailEndpoints
{
    private static readonly string[] s_directions = ["internal", "incoming", "outgoing"];
    private static readonly string[] s_results = ["answered", "noAnswer", "busy", "failed", "served"];

    private static readonly (string, string)[] s_filter =
    [
        ("from", QueryText.From), ("to", QueryText.To), ("caller", "Digits of the caller's number."), ("dialled", "Digits of the number dialled."),
        ("number", "Digits of either."), ("direction", "`internal`, `incoming` or `outgoing`."), ("result", "`answered`, `noAnswer`, `busy`, `failed` or `served`."),
        ("extension", "A phone that was in it; " + QueryText.Repeated), ("agent", "Id of the operator who sat at a phone that was in it; " + QueryText.Repeated),
        ("department", QueryText.Department),
        ("trunk", "The name of a trunk."), ("minTalk", "Talked at least so many seconds."), ("recorded", "`true`: only with a recording."),
    ];

    public static void MapCallDetail(this IEndpointRouteBuilder api)
    {
        var calls = api.MapGroup("/calls").WithTags("Calls").RequireAuthorization(nameof(Permission.SeeReports));
        calls.MapGet("", ListAsync).WithSummary("Calls of the PBX, newest first")
            .WithQuery([.. s_filter, ("limit", "1 to 1000 calls, 100 if not given."), ("cursor", "`next` of the page before.")])
            .Produces<Page<PhoneCallItem>>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        calls.MapGet("/totals", TotalsAsync).WithSummary("Sums over calls").WithQuery(s_filter).Produces<PhoneCallTotals>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        calls.MapGet("/export", ExportAsync).WithSummary("Calls as csv")
            .WithDescription("UTF-8 with a byte order mark; the delimiter is `;` in Russian and `,` in English.")
            .WithQuery([.. s_filter, ("language", "`ru` or `en`; of the heads, words and delimiter.")])
            .Produces(StatusCodes.Status200OK, contentType: "text/csv").MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        calls.MapGet("/{id:long}", async (long id, Caller caller, Moments moments, ICallerNames names, GetCall get, CancellationToken cancellationToken) =>
                (await get.HandleAsync(caller.Actor, id, cancellationToken)).ToAnswer(story => TypedResults.Ok(PhoneCallStoryItem.Of(story, moments, names))))
            .WithSummary("One call with its legs, queue visits and recordings").Produces<PhoneCallStoryItem>().MayRefuse(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        Caller caller, HttpRequest request, Moments moments, NumberForms forms, ICallerNames names, ListCalls list, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var filter = Filter(query, forms);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        if (!query.Ok(out var problem))
            return problem;
        var result = await list.HandleAsync(caller.Actor, filter, limit, cursor, cancellationToken);
        return result.ToAnswer(page => TypedResults.Ok(new Page<PhoneCallItem>([.. page.Items.Select(call => PhoneCallItem.Of(call, moments, names))], page.Next)));
    }

    private static async Task<IResult> TotalsAsync(
        Caller caller, HttpRequest request, Moments moments, NumberForms forms, SummarizeCalls summarize, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var filter = Filter(query, forms);
        return query.Ok(out var problem) ? (await summarize.HandleAsync(caller.Actor, filter, cancellationToken)).ToAnswer() : problem;
    }

    private static async Task<IResult> ExportAsync(
        Caller caller, HttpRequest request, Moments moments, NumberForms forms, CallCsv csv, ExportCalls export, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var filter = Filter(query, forms);
        var language = query.OneOf("language", "ru", "en") ?? "en";
        if (!query.Ok(out var problem))
            return problem;
        var result = await export.HandleAsync(caller.Actor, filter, cancellationToken);
        return result.ToAnswer(calls => TypedResults.Stream(stream => csv.WriteAsync(stream, calls, language, cancellationToken), "text/csv; charset=utf-8", "calls.csv"));
    }

    private static PhoneCallFilter Filter(QueryReader query, NumberForms forms)
    {
        var (from, to) = query.Span();
        return new()
        {
            From = from,
            To = to,
            Caller = forms.Core(query.Text("caller")),
            Dialled = forms.Core(query.Text("dialled")),
            Number = forms.Core(query.Text("number")),
            Direction = query.OneOf("direction", s_directions) is { } direction ? (CallDirection)Array.IndexOf(s_directions, direction) : null,
            Result = query.OneOf("result", s_results) is { } result ? (CallResult)Array.IndexOf(s_results, result) : null,
            Extensions = query.Numbers("extension"),
            AgentIds = query.Integers("agent"),
            Departments = query.Integers("department"),
            Trunk = query.Text("trunk"),
            MinTalkSeconds = query.Integer("minTalk"),
            Recorded = query.OneOf("recorded", "true", "false") == "true",
        };
    }
}
