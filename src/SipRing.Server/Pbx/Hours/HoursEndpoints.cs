using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.Server.Api;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx.Hours;

/// <summary>Working hours, and the holidays that they keep.</summary>
internal static class HoursEndpoints
{
    public static void MapHours(this IEndpointRouteBuilder api)
    {
        var schedules = api.MapGroup("/schedules").WithTags("Working hours").RequireAuthorization(nameof(Permission.ManagePbx));
        schedules.MapPbxItems(PbxKind.Schedule, configuration => configuration.Schedules);
        schedules.MapPut("/{id}", SaveScheduleAsync)
            .WithSummary("Add working hours, or replace them")
            .WithDescription("What is left out gets its default. Several spans of a day are split shifts; a span that does not end after its begin ends on the next day, `00:00` to `00:00` is the whole day.")
            .Produces<Schedule>().Produces<Schedule>(StatusCodes.Status201Created)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        schedules.MapGet("/{id}/now", NowAsync)
            .WithSummary("Whether it is open now, and until when").WithDescription("`until` is null where that does not change within two months.")
            .Produces<OpenNow>().MayRefuse(StatusCodes.Status404NotFound);
        var holidays = api.MapGroup("/holidays").WithTags("Working hours").RequireAuthorization(nameof(Permission.ManagePbx));
        holidays.MapPbxItems(PbxKind.Holiday, configuration => configuration.Holidays);
        holidays.MapPut("/{id}", SaveHolidayAsync)
            .WithSummary("Add a holiday, or replace it").WithDescription("Days that are closed, or have `hours` of their own. `to` is included; left out it is `from`.")
            .Produces<Holiday>().Produces<Holiday>(StatusCodes.Status201Created)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> SaveScheduleAsync(string id, Caller caller, Body<ScheduleBody> body, SaveSchedule save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var schedule, out var problem))
            return problem;
        return Problems.OtherNumber(schedule.Id, id, "id") ?? (await save.HandleAsync(caller.Actor, schedule.ToSchedule(id), cancellationToken)).ToSavedAnswer($"/api/v1/schedules/{id}");
    }

    private static async Task<IResult> SaveHolidayAsync(string id, Caller caller, Body<HolidayBody> body, SaveHoliday save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var holiday, out var problem))
            return problem;
        return Problems.OtherNumber(holiday.Id, id, "id") ?? (await save.HandleAsync(caller.Actor, holiday.ToHoliday(id), cancellationToken)).ToSavedAnswer($"/api/v1/holidays/{id}");
    }

    private static async Task<IResult> NowAsync(string id, Caller caller, ReadPbx read, CallCentreTime time, CancellationToken cancellationToken) =>
        (await read.HandleAsync(caller.Actor, cancellationToken)).ToAnswer(all =>
        {
            if (all.Schedules[id] is not { } schedule)
                return Problems.From(RemovePbxItem.Unknown(PbxKind.Schedule, id));
            var state = new ScheduleClock(schedule, all.Holidays).At(time.Now.DateTime);
            return TypedResults.Ok(new OpenNow(state.IsOpen, state.Until is { } until ? time.ToInstant(until) : null, state.Holiday?.Id));
        });
}

/// <param name="IsOpen">Calls go on by the branch for open.</param>
/// <param name="Until">When that changes.</param>
/// <param name="Holiday">The id of the holiday that today is, if it is one.</param>
public sealed record OpenNow(bool IsOpen, DateTimeOffset? Until, string? Holiday);

/// <summary>The whole schedule: what is left out gets its default.</summary>
/// <param name="Mode">As the hours say, or by hand until it is set back.</param>
/// <param name="OnHoliday">On a holiday out of its hours; left out it is as closed.</param>
/// <param name="Id">May be given, as it was read; then it is that of the address.</param>
public sealed record ScheduleBody(
    string Name,
    ScheduleMode? Mode = null,
    IReadOnlyList<WeekHours>? Week = null,
    bool? KeepsHolidays = null,
    Destination? Open = null,
    Destination? Closed = null,
    Destination? OnHoliday = null,
    string? Id = null)
{
    internal Schedule ToSchedule(string id)
    {
        var schedule = new Schedule { Id = id, Name = Name };
        return schedule with
        {
            Mode = Mode ?? schedule.Mode,
            Week = [.. Week ?? []],
            KeepsHolidays = KeepsHolidays ?? schedule.KeepsHolidays,
            Open = Open ?? schedule.Open,
            Closed = Closed ?? schedule.Closed,
            OnHoliday = OnHoliday,
        };
    }
}

/// <param name="To">Included; left out it is the first day.</param>
/// <param name="EveryYear">Only day and month count.</param>
/// <param name="Hours">Open on these days; none is closed.</param>
/// <param name="Id">May be given, as it was read; then it is that of the address.</param>
public sealed record HolidayBody(string Name, DateOnly From, DateOnly? To = null, bool? EveryYear = null, IReadOnlyList<OpenHours>? Hours = null, string? Id = null)
{
    internal Holiday ToHoliday(string id) => new() { Id = id, Name = Name, From = From, To = To ?? From, EveryYear = EveryYear ?? false, Hours = [.. Hours ?? []] };
}
