using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.LostCallers;
using SipRing.Server.Api;

namespace SipRing.Server.LostCallers;

/// <summary>Callers who were not answered, until they are reached.</summary>
internal static class LostCallerEndpoints
{
    private static readonly string[] s_views = ["open", "taken", "overdue", "closed", "hidden", "all"];
    private static readonly int[] s_acts = [StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];

    public static void MapLostCallers(this IEndpointRouteBuilder api)
    {
        var callers = api.MapGroup("/lost-callers").WithTags("Lost callers").RequireAuthorization(nameof(Permission.HandleLostCallers));
        callers.MapGet("", ListAsync).WithSummary("Lost callers")
            .WithDescription("Those who wait by when they are due, the others newest first. Those who wait are told whenever they were lost; of the others, those who were first lost in the span.")
            .WithQuery(
                ("view", "`open` (if not given), `taken`, `overdue`, `closed`, `hidden` or `all`."), ("from", QueryText.From), ("to", QueryText.To),
                ("queue", "Of the last lost call; " + QueryText.Repeated), ("caller", "Digits of the number."), ("limit", "1 to 1000 callers, 100 if not given."), ("cursor", "`next` of the page before."))
            .Produces<Page<LostCallerItem>>().MayRefuse(StatusCodes.Status400BadRequest);
        callers.MapGet("/totals", TotalsAsync).WithSummary("How many wait now, and how it went with those of a span")
            .WithQuery(("from", QueryText.From), ("to", QueryText.To), ("queue", "Of the last lost call; " + QueryText.Repeated))
            .Produces<LostCallerSums>().MayRefuse(StatusCodes.Status400BadRequest);
        callers.MapGet("/{id:long}", async (long id, Caller caller, Moments moments, ICallerNames names, GetLostCaller get, CancellationToken cancellationToken) =>
                (await get.HandleAsync(caller.Actor, id, cancellationToken)).ToAnswer(story => TypedResults.Ok(LostCallerStoryItem.Of(story, moments, names))))
            .WithSummary("One lost caller with everything that happened").Produces<LostCallerStoryItem>().MayRefuse(StatusCodes.Status404NotFound);
        callers.MapPost("/{id:long}/take", async (long id, Caller caller, Body<LostCallerTaking> body, Moments moments, ICallerNames names, TakeLostCaller take, CancellationToken cancellationToken) =>
                body.Ok(out var wanted, out var problem) ? Answer(await take.HandleAsync(caller.Actor, id, wanted.Minutes, cancellationToken), moments, names) : problem)
            .WithSummary("Say that one is on it").WithDescription("Until it is given back or its time is over.").Produces<LostCallerItem>().MayRefuse(s_acts);
        callers.MapPost("/{id:long}/release", async (long id, Caller caller, Moments moments, ICallerNames names, ReleaseLostCaller release, CancellationToken cancellationToken) =>
                Answer(await release.HandleAsync(caller.Actor, id, cancellationToken), moments, names))
            .WithSummary("Give him back to all").Produces<LostCallerItem>().MayRefuse(s_acts);
        callers.MapPost("/{id:long}/close", async (long id, Caller caller, Body<LostCallerClosing> body, Moments moments, ICallerNames names, CloseLostCaller close, CancellationToken cancellationToken) =>
                body.Ok(out var wanted, out var problem)
                    ? Answer(await close.HandleAsync(caller.Actor, id, new(wanted.Reason, wanted.Note, wanted.SeenAt), cancellationToken), moments, names)
                    : problem)
            .WithSummary("Take him from the list by hand")
            .WithDescription("`reason` is `reachedOtherwise`, `notNeeded`, `wrongNumber`, `gaveUp` or `other`; `other` needs a note. `seenAt` is the `lastAt` that was seen: where he called again since, nothing is closed.")
            .Produces<LostCallerItem>().MayRefuse(s_acts);
        callers.MapPost("/{id:long}/reopen", async (long id, Caller caller, Moments moments, ICallerNames names, ReopenLostCaller reopen, CancellationToken cancellationToken) =>
                Answer(await reopen.HandleAsync(caller.Actor, id, cancellationToken), moments, names))
            .WithSummary("Put him back on the list").Produces<LostCallerItem>().MayRefuse(s_acts);
        callers.MapPost("/{id:long}/note", async (long id, Caller caller, Body<LostCallerNote> body, Moments moments, ICallerNames names, NoteLostCaller note, CancellationToken cancellationToken) =>
                body.Ok(out var wanted, out var problem) ? Answer(await note.HandleAsync(caller.Actor, id, wanted.Note, cancellationToken), moments, names) : problem)
            .WithSummary("Leave a note; an empty one takes it away").Produces<LostCallerItem>().MayRefuse(s_acts);
        callers.MapGet("/rules", async (Caller caller, ListLostCallerRules list, CancellationToken cancellationToken) =>
                (await list.HandleAsync(caller.Actor, cancellationToken)).ToAnswer(items => TypedResults.Ok(new ItemList<LostCallerRuleItem>([.. items.Select(LostCallerRuleItem.Of)]))))
            .WithSummary("How lost callers are treated, queue by queue").WithDescription("The first one, without a queue, is that of all queues without a rule of their own.").Produces<ItemList<LostCallerRuleItem>>().MayRefuse();
        callers.MapPut("/rules/{queue}", SaveRuleAsync).RequireAuthorization(nameof(Permission.ManagePbx))
            .WithSummary("Set the rule of a queue").WithDescription("`all` instead of a queue: that of all queues without one. The whole list follows, the past too.")
            .Produces<LostCallerRule>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        callers.MapDelete("/rules/{queue}", async (string queue, Caller caller, SaveLostCallerRule save, CancellationToken cancellationToken) =>
                (await save.RemoveAsync(caller.Actor, QueueOf(queue), cancellationToken)).ToEmptyAnswer())
            .RequireAuthorization(nameof(Permission.ManagePbx)).WithSummary("Treat a queue as all others again").Produces(StatusCodes.Status204NoContent).MayRefuse();
    }

    private static async Task<IResult> ListAsync(
        Caller caller, HttpRequest request, Moments moments, NumberForms forms, ICallerNames names, ListLostCallers list, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var (from, to) = query.Span();
        var filter = new LostCallerFilter
        {
            View = query.OneOf("view", s_views) is { } view ? (LostCallerView)Array.IndexOf(s_views, view) : LostCallerView.Open,
            From = from,
            To = to,
            Queues = query.Numbers("queue"),
            Number = forms.Core(query.Text("caller")),
        };
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        if (!query.Ok(out var problem))
            return problem;
        var result = await list.HandleAsync(caller.Actor, filter, limit, cursor, cancellationToken);
        return result.ToAnswer(page => TypedResults.Ok(new Page<LostCallerItem>([.. page.Items.Select(item => LostCallerItem.Of(item, moments, names))], page.Next)));
    }

    private static async Task<IResult> TotalsAsync(Caller caller, HttpRequest request, Moments moments, SummarizeLostCallers summarize, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var (from, to) = query.Span();
        var filter = new LostCallerFilter { From = from, To = to, Queues = query.Numbers("queue") };
        return query.Ok(out var problem) ? (await summarize.HandleAsync(caller.Actor, filter, cancellationToken)).ToAnswer() : problem;
    }

    private static async Task<IResult> SaveRuleAsync(string queue, Caller caller, Body<LostCallerRuleBody> body, SaveLostCallerRule save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var rule, out var problem))
            return problem;
        return (await save.HandleAsync(
            caller.Actor,
            new()
            {
                Queue = QueueOf(queue),
                Listed = rule.Listed,
                TargetMinutes = rule.TargetMinutes,
                ShortSeconds = rule.ShortSeconds,
                LeaveOutShort = rule.LeaveOutShort,
                TalkSeconds = rule.TalkSeconds,
                Group = rule.Group ?? "",
            },
            cancellationToken)).ToAnswer();
    }

    private static string QueueOf(string text) => text == "all" ? "" : text;

    private static IResult Answer(Result<LostCaller> result, Moments moments, ICallerNames names) =>
        result.ToAnswer(caller => TypedResults.Ok(LostCallerItem.Of(caller, moments, names)));
}

/// <summary>A lost caller as the API tells it. The id is text: it is too long for numbers of some languages.</summary>
public sealed record LostCallerItem(
    string Id,
    string? Number,
    string? Name,
    string Caller,
    string Queue,
    string QueueName,
    int Attempts,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    QueueCallOutcome Outcome,
    int WaitSeconds,
    bool Short,
    DateTimeOffset DueAt,
    int Tries,
    DateTimeOffset? LastTryAt,
    LostCallerState State,
    LostCallerUrgency Urgency,
    DateTimeOffset? EndedAt,
    LostCallerEnd? End,
    string? EndedBy,
    string? Extension,
    string? TakenBy,
    DateTimeOffset? TakenUntil,
    string? Note)
{
    internal static LostCallerItem Of(LostCaller c, Moments moments, ICallerNames names) => new(
        c.Id.ToString(CultureInfo.InvariantCulture), c.Number.Length == 0 ? null : c.Number, names.Find(c.Number)?.Name, c.Caller, c.Queue, c.QueueName, c.Attempts,
        moments.Local(c.FirstAt), moments.Local(c.LastAt), c.Outcome, c.WaitSeconds, c.Short, moments.Local(c.DueAt), c.Tries, Local(c.LastTryAt, moments), c.State, c.Urgency,
        Local(c.EndedAt, moments), c.End, c.EndedBy, c.Extension, c.TakenBy, Local(c.TakenUntil, moments), c.Note);

    private static DateTimeOffset? Local(DateTimeOffset? at, Moments moments) => at is { } moment ? moments.Local(moment) : null;
}

/// <param name="What"><c>lost</c>, <c>tried</c>, <c>answered</c>, <c>calledBack</c>, <c>take</c>, <c>release</c>, <c>close</c>, <c>reopen</c> or <c>note</c>.</param>
/// <param name="Seconds">Waited, or talked.</param>
/// <param name="Call">Id of the call, for <c>/calls/{id}</c>.</param>
public sealed record LostCallerStepItem(
    DateTimeOffset At, string What, string? Queue, string? Who, string? Extension, int Seconds, QueueCallOutcome? Outcome, LostCallerEnd? End, string? Note, string? Call, DateTimeOffset? Until);

public sealed record LostCallerStoryItem(LostCallerItem Caller, IReadOnlyList<LostCallerStepItem> Steps)
{
    internal static LostCallerStoryItem Of(GetLostCaller.Story story, Moments moments, ICallerNames names) => new(
        LostCallerItem.Of(story.Caller, moments, names),
        [.. story.Steps.Select(s => new LostCallerStepItem(
            moments.Local(s.At), s.What, s.Queue.Length == 0 ? null : s.Queue, s.Who, s.Extension, s.Seconds, s.Outcome, s.End, s.Note,
            s.Call?.ToString(CultureInfo.InvariantCulture), s.Until is { } until ? moments.Local(until) : null))]);
}

/// <param name="Minutes">For so long; 15 if not given.</param>
public sealed record LostCallerTaking(int? Minutes = null);

public sealed record LostCallerClosing(LostCallerEnd Reason, string? Note = null, DateTimeOffset? SeenAt = null);

public sealed record LostCallerNote(string? Note = null);

/// <param name="Queue">Null for the rule of all others.</param>
/// <param name="IsOwn">It has a rule of its own.</param>
public sealed record LostCallerRuleItem(
    string? Queue, string Name, bool IsOwn, bool Listed, int TargetMinutes, int ShortSeconds, bool LeaveOutShort, int TalkSeconds, string Group)
{
    internal static LostCallerRuleItem Of(ListLostCallerRules.Item item) => new(
        item.Rule.Queue.Length == 0 ? null : item.Rule.Queue, item.Name, item.IsOwn, item.Rule.Listed, item.Rule.TargetMinutes, item.Rule.ShortSeconds,
        item.Rule.LeaveOutShort, item.Rule.TalkSeconds, item.Rule.Group);
}

public sealed record LostCallerRuleBody(
    bool Listed = true, int TargetMinutes = 15, int ShortSeconds = 5, bool LeaveOutShort = false, int TalkSeconds = 10, string? Group = null);
