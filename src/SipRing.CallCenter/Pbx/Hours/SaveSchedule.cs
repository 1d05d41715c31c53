using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Hours;

/// <summary>Creates working hours, changes them, or opens and closes by hand; returns when Asterisk knows it.</summary>
public sealed class SaveSchedule(PbxItemEdits edits)
{
    /// <param name="schedule">With an empty id it is new.</param>
    public Task<Result<PbxSaved<Schedule>>> HandleAsync(Actor actor, Schedule schedule, CancellationToken cancellationToken) => edits.SaveAsync(
        actor, "schedule", before => Change(before, schedule), s => s.Mode.ToString(), cancellationToken);

    public Task<Result<PbxPreview>> PreviewAsync(Actor actor, Schedule schedule, CancellationToken cancellationToken) =>
        edits.PreviewAsync(actor, before => Change(before, schedule), cancellationToken);

    internal static Result<PbxEdited<Schedule>> Change(PbxConfiguration before, Schedule given)
    {
        var schedule = given with { Id = given.Id.Length > 0 ? given.Id : PbxIds.For(given.Name, "hours", before.Schedules.Contains) };
        if ((PbxRules.CheckId(schedule.Id) ?? HoursRules.Check(schedule)) is { } invalid)
            return invalid;
        var after = before with { Schedules = before.Schedules.With(schedule) };
        return new CallFlow(after).CheckPlace(DestinationKind.Schedule, schedule.Id) is { } wrong ? wrong : new PbxEdited<Schedule>(after, schedule);
    }
}
