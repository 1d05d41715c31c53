using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx.Hours;

/// <summary>Working hours: added, changed, or opened and closed by hand.</summary>
public sealed partial class ScheduleEditor
{
    private ScheduleForm? _form;

    [Inject] private SaveSchedule Save { get; set; } = null!;

    protected override PbxKind Kind => PbxKind.Schedule;

    protected override string List => Urls.Hours;

    protected override (string Saved, string Deleted) Told => ("hours.saved", "hours.deleted");

    protected override string Name => _form!.Name;

    private IReadOnlyList<(ScheduleMode, string)> Modes =>
    [
        (ScheduleMode.ByHours, T["hours.mode-by-hours"]), (ScheduleMode.AlwaysOpen, T["hours.mode-open"]), (ScheduleMode.AlwaysClosed, T["hours.mode-closed"]),
    ];

    protected override bool Open()
    {
        _form = IsNew ? ScheduleForm.New(Configuration) : Configuration.Schedules[Id] is { } schedule ? new(schedule) : null;
        return _form is not null;
    }

    protected override Result<Schedule> Typed() => _form!.ToSchedule();

    protected override async Task<Refusal?> StoreAsync(Schedule item) => (await Save.HandleAsync(Actor, item, CancellationToken.None)).Refusal;

    protected override Task<Result<PbxPreview>> CompareAsync(Schedule item) => Save.PreviewAsync(Actor, item, CancellationToken.None);
}
