using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx.Routes;

/// <summary>One outgoing route: added or changed.</summary>
public sealed partial class OutgoingEditor
{
    private const string New = "new";

    private FormState _state = null!;
    private OutgoingForm? _form;
    private PbxPreview? _preview;
    private PbxConfiguration _pbx = PbxConfiguration.Empty;

    [Inject] private SaveOutgoingRoute Save { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    private bool IsNew => Id == New;

    private IReadOnlyList<(string, string)> Trunks => [.. PbxOrder.Of(_pbx.Trunks).Select(t => (t.Id, t.Enabled ? t.Name : $"{t.Name} ({T["trunk.off"]})"))];

    private IReadOnlyList<(string, string)> Schedules => [("", T["route.always"]), .. _pbx.Schedules.Select(s => (s.Id, s.Name))];

    private OutgoingRoute Typed => _form!.ToRoute(IsNew ? "" : Id);

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _pbx = (await Read.HandleAsync(Actor, CancellationToken.None)).Value ?? PbxConfiguration.Empty;
        if (IsNew)
        {
            // The empty row is the one that is filled in first.
            _form = new(new() { Id = "", Name = "", Rules = [new("")], Trunks = [.. PbxOrder.Of(_pbx.Trunks).Where(t => t.Enabled).Select(t => t.Id)] });
        }
        else if (_pbx.OutgoingRoutes.TryGet(Id, out var route))
        {
            _form = new(route);
        }
        else
        {
            Outcomes.Refused(RemovePbxItem.Unknown(PbxKind.OutgoingRoute, Id));
            Navigation.NavigateTo(Urls.OutgoingRoutes);
        }
    }

    private async Task SaveAsync()
    {
        if (await _state.RunAsync(async () => _form!.Check() ?? (await Save.HandleAsync(Actor, Typed, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["route.saved", _form!.Name]);
            Navigation.NavigateTo(Urls.OutgoingRoutes);
        }
    }

    private Task PreviewAsync() => _state.RunAsync(async () =>
    {
        if (_form!.Check() is { } incomplete)
        {
            return incomplete;
        }

        var preview = await Save.PreviewAsync(Actor, Typed, CancellationToken.None);
        _preview = preview.Value;
        return preview.Refusal;
    });

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, PbxKind.OutgoingRoute, Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["route.deleted", _form!.Name]);
            Navigation.NavigateTo(Urls.OutgoingRoutes);
        }
    }
}
