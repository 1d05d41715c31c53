using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx.Hours;

/// <summary>Working hours: added, changed, or opened and closed by hand.</summary>
public sealed partial class ScheduleEditor
{
    private const string New = "new";

    private FormState _state = null!;
    private ScheduleForm? _form;
    private PbxPreview? _preview;
    private PbxConfiguration _configuration = PbxConfiguration.Empty;

    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private SaveSchedule Save { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    private bool IsNew => Id == New;

    private IReadOnlyList<(ScheduleMode, string)> Modes =>
    [
        (ScheduleMode.ByHours, T["hours.mode-by-hours"]), (ScheduleMode.AlwaysOpen, T["hours.mode-open"]), (ScheduleMode.AlwaysClosed, T["hours.mode-closed"]),
    ];

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _configuration = (await Read.HandleAsync(Actor, CancellationToken.None)).Value ?? _configuration;
        if (IsNew)
        {
            _form = ScheduleForm.New(_configuration);
        }
        else if (_configuration.Schedules[Id] is { } schedule)
        {
            _form = new(schedule);
        }
        else
        {
            Outcomes.Refused(RemovePbxItem.Unknown(PbxKind.Schedule, Id));
            Navigation.NavigateTo(Urls.Hours);
        }
    }

    private async Task SaveAsync()
    {
        var read = _form!.ToSchedule();
        if (await _state.RunAsync(async () => read.Succeeded ? (await Save.HandleAsync(Actor, read.Value, CancellationToken.None)).Refusal : read.Refusal))
        {
            Outcomes.Done(T["hours.saved", read.Value!.Name]);
            Navigation.NavigateTo(Urls.Hours);
        }
    }

    private Task PreviewAsync() => _state.RunAsync(async () =>
    {
        var read = _form!.ToSchedule();
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var preview = await Save.PreviewAsync(Actor, read.Value, CancellationToken.None);
        _preview = preview.Value;
        return preview.Refusal;
    });

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, PbxKind.Schedule, Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["hours.deleted", _form!.Name]);
            Navigation.NavigateTo(Urls.Hours);
        }
    }
}
