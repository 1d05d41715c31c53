using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Reports;

namespace SipRing.Server.Api;

/// <summary>What has happened, from the ledger.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("").WithTags("Reports").RequireAuthorization(nameof(Permission.SeeReports));
        reports.MapGet("/queue-calls", QueueCallsAsync)
            .WithSummary("Answered and lost calls, newest first")
            .WithQuery(("from", QueryText.From), ("to", QueryText.To), ("queue", QueryText.Queue), ("agent", QueryText.Agent), ("department", QueryText.Department), ("caller", "Part of the caller's number."),
                ("outcome", "`answered` or `lost`."), ("limit", "1 to 1000 calls, 100 if not given."), ("cursor", "`next` of the page before."))
            .Produces<Page<QueueCallItem>>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        reports.MapGet("/agent-sessions", AgentSessionsAsync)
            .WithSummary("Logins, logouts, pauses and wrap-ups that overlap a span")
            .WithQuery(("from", QueryText.From), ("to", QueryText.To), ("agent", "The id of one agent."), ("department", QueryText.Department))
            .Produces<ItemList<AgentSessionItem>>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        reports.MapGet("/reports/queue-summary", SummaryAsync)
            .WithSummary("Totals per queue")
            .WithQuery(("from", QueryText.From), ("to", QueryText.To), ("queue", QueryText.Queue), ("department", QueryText.Department))
            .Produces<ItemList<QueueSummaryItem>>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        reports.MapGet("/reports/department-summary", DepartmentsAsync)
            .WithSummary("Totals per department")
            .WithDescription("An answered call is that of the operator's department, or of the phone's where nobody was logged in; a lost one that of the queue's. "
                + "`phoneCalls` counts every call of the PBX that somebody of the department was in. Who belongs to a department today decides. The line with `id` null is for those of none.")
            .WithQuery(("from", QueryText.From), ("to", QueryText.To), ("queue", QueryText.Queue), ("department", QueryText.Department))
            .Produces<ItemList<DepartmentSummaryItem>>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> QueueCallsAsync(Caller caller, HttpRequest request, Moments moments, ICallerNames names, ListQueueCalls list, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var filter = query.QueueCalls(ofOneQueueCall: true);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        if (!query.Ok(out var problem))
            return problem;
        var result = await list.HandleAsync(caller.Actor, filter, QueueCallSort.EnteredAtDescending, limit, cursor, cancellationToken);
        return result.ToAnswer(page => TypedResults.Ok(new Page<QueueCallItem>([.. page.Items.Select(call => QueueCallItem.Of(call, moments, names))], page.Next)));
    }

    private static async Task<IResult> AgentSessionsAsync(Caller caller, HttpRequest request, Moments moments, ListAgentSessions list, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var (from, to) = query.Span();
        var agent = query.Integer("agent");
        var departments = query.Integers("department");
        if (!query.Ok(out var problem))
            return problem;
        var result = await list.HandleAsync(caller.Actor, from, to, agent, departments, cancellationToken);
        return result.ToAnswer(sessions => TypedResults.Ok(new ItemList<AgentSessionItem>([.. sessions.Select(session => AgentSessionItem.Of(session, moments))])));
    }

    private static async Task<IResult> SummaryAsync(Caller caller, HttpRequest request, Moments moments, SummarizeQueues summarize, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var filter = query.QueueCalls(ofOneQueueCall: false);
        if (!query.Ok(out var problem))
            return problem;
        var result = await summarize.HandleAsync(caller.Actor, filter, cancellationToken);
        return result.ToAnswer(queues => TypedResults.Ok(new ItemList<QueueSummaryItem>([.. queues.Select(QueueSummaryItem.Of)])));
    }

    private static async Task<IResult> DepartmentsAsync(Caller caller, HttpRequest request, Moments moments, SummarizeDepartments summarize, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var filter = query.QueueCalls(ofOneQueueCall: false);
        if (!query.Ok(out var problem))
            return problem;
        var result = await summarize.HandleAsync(caller.Actor, filter, withPhoneCalls: true, cancellationToken);
        return result.ToAnswer(lines => TypedResults.Ok(new ItemList<DepartmentSummaryItem>([.. lines.Select(DepartmentSummaryItem.Of)])));
    }
}

/// <summary>What one department did. Seconds; null where there was no call to measure. <c>id</c> is null for those of no department.</summary>
public sealed record DepartmentSummaryItem(
    int? Id, string? Name, int Answered, int Lost, SecondsTotals Talk, SecondsTotals Wait, SecondsTotals LostWait, PhoneCallTotals? PhoneCalls)
{
    internal static DepartmentSummaryItem Of(DepartmentSummary line) =>
        new(line.Department?.Id, line.Department?.Name, line.Answered, line.Lost, line.Talk, line.Wait, line.LostWait, line.PhoneCalls);
}

/// <summary>The totals of one queue. Seconds; null where there was no call to measure.</summary>
public sealed record QueueSummaryItem(
    string Queue,
    string QueueName,
    int ServiceLevelSeconds,
    int Answered,
    int Lost,
    int AnsweredInTime,
    double? ServicePercent,
    int LongestQueue,
    SecondsTotals Talk,
    SecondsTotals Wait,
    SecondsTotals LostWait)
{
    internal static QueueSummaryItem Of(QueueSummary queue) => new(
        queue.Queue, queue.QueueName, queue.ServiceLevelSeconds, queue.Totals.Answered, queue.Totals.Lost, queue.Totals.AnsweredInTime,
        queue.Totals.ServicePercent, queue.Totals.LongestQueue, queue.Totals.Talk, queue.Totals.Wait, queue.Totals.LostWait);
}

/// <summary>Presence of one operator at one phone in one queue. <c>logout</c> is null while it lasts.</summary>
public sealed record AgentSessionItem(
    string Pbx,
    int? AgentId,
    string AgentName,
    string Extension,
    string Queue,
    DateTimeOffset Login,
    DateTimeOffset? Logout,
    IReadOnlyList<AgentPause> Pauses,
    IReadOnlyList<AgentWrapUp> WrapUps)
{
    internal static AgentSessionItem Of(AgentSession session, Moments moments) => new(
        session.Pbx, session.AgentId, session.AgentName, session.Extension, session.Queue, moments.Local(session.Login),
        session.Logout is { } logout ? moments.Local(logout) : null,
        [.. session.Pauses.Select(pause => new AgentPause(moments.Local(pause.From), pause.To is { } to ? moments.Local(to) : null, pause.Reason))],
        [.. session.WrapUps.Select(wrapUp => wrapUp with { From = moments.Local(wrapUp.From), To = wrapUp.To is { } to ? moments.Local(to) : null })]);
}

/// <summary>A call as the API tells it.</summary>
public sealed record QueueCallItem
{
    public required string Pbx { get; init; }
    public required string CallId { get; init; }
    public required string Queue { get; init; }
    public required string QueueName { get; init; }
    public required int? AgentId { get; init; }
    public required string? AgentName { get; init; }
    public required string? Extension { get; init; }
    public required string Caller { get; init; }

    /// <summary>By the directory; null where it knows nobody of this number.</summary>
    public required string? CallerName { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public required int WaitSeconds { get; init; }
    public required int? RingSeconds { get; init; }
    public required int? TalkSeconds { get; init; }
    public required int? WrapUpSeconds { get; init; }
    public required int Position { get; init; }
    public required QueueCallOutcome Outcome { get; init; }
    public required EndedBy? EndedBy { get; init; }
    public required string? TransferredTo { get; init; }
    public required string? Recording { get; init; }

    /// <summary>What it was taken from: a log is complete, events lack what happened while nobody listened.</summary>
    public required FactSource Source { get; init; }

    internal static QueueCallItem Of(QueueCall call, Moments moments, ICallerNames names) => new()
    {
        Pbx = call.Pbx,
        CallId = call.CallId,
        Queue = call.Queue,
        QueueName = call.QueueName,
        AgentId = call.AgentId,
        AgentName = call.AgentName,
        Extension = call.Extension,
        Caller = call.Caller,
        CallerName = names.Find(call.Caller)?.Text,
        EnteredAt = moments.Local(call.EnteredAt),
        WaitSeconds = call.WaitSeconds,
        RingSeconds = call.RingSeconds,
        TalkSeconds = call.TalkSeconds,
        WrapUpSeconds = call.WrapUpSeconds,
        Position = call.Position,
        Outcome = call.Outcome,
        EndedBy = call.EndedBy,
        TransferredTo = call.TransferredTo,
        Recording = call.Recording,
        Source = call.Source,
    };
}
