using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx.Hours;

/// <summary>Days that differ from the week: added or changed, for every schedule that keeps holidays.</summary>
public sealed partial class HolidayEditor
{
    private const string New = "new";

    private FormState _state = null!;
    private HolidayForm? _form;
    private PbxPreview? _preview;

    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private SaveHoliday Save { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    private bool IsNew => Id == New;

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        if (IsNew)
        {
            _form = new(new() { Id = "", Name = "", From = Time.Today, To = Time.Today });
        }
        else if ((await Read.HandleAsync(Actor, CancellationToken.None)).Value?.Holidays[Id] is { } holiday)
        {
            _form = new(holiday);
        }
        else
        {
            Outcomes.Refused(RemovePbxItem.Unknown(PbxKind.Holiday, Id));
            Navigation.NavigateTo(Urls.Hours);
        }
    }

    private async Task SaveAsync()
    {
        var read = _form!.ToHoliday();
        if (await _state.RunAsync(async () => read.Succeeded ? (await Save.HandleAsync(Actor, read.Value, CancellationToken.None)).Refusal : read.Refusal))
        {
            Outcomes.Done(T["hours.holiday-saved", read.Value!.Name]);
            Navigation.NavigateTo(Urls.Hours);
        }
    }

    private Task PreviewAsync() => _state.RunAsync(async () =>
    {
        var read = _form!.ToHoliday();
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
        if (await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, PbxKind.Holiday, Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["hours.holiday-deleted", _form!.Name]);
            Navigation.NavigateTo(Urls.Hours);
        }
    }
}
