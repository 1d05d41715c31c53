using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx.Routes;

/// <summary>One incoming route: added or changed.</summary>
public sealed partial class IncomingEditor
{
    private const string New = "new";

    private FormState _state = null!;
    private IncomingForm? _form;
    private PbxPreview? _preview;
    private PbxConfiguration _pbx = PbxConfiguration.Empty;

    [Inject] private SaveIncomingRoute Save { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    private bool IsNew => Id == New;

    private IReadOnlyList<(string, string)> Trunks => [("", T["route.any-trunk"]), .. PbxOrder.Of(_pbx.Trunks).Select(t => (t.Id, t.Name))];

    private IReadOnlyList<(string, string)> Languages => [("", T["pbx.language-default"]), ("ru", T["pbx.language-ru"]), ("en", T["pbx.language-en"])];

    private IncomingRoute Typed => _form!.ToRoute(IsNew ? "" : Id);

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _pbx = (await Read.HandleAsync(Actor, CancellationToken.None)).Value ?? PbxConfiguration.Empty;
        if (IsNew)
        {
            _form = new(new() { Id = "", Name = "", Destination = _pbx.Queues.FirstOrDefault() is { } queue ? Destination.Queue(queue.Number) : Destination.HangUp });
        }
        else if (_pbx.IncomingRoutes.TryGet(Id, out var route))
        {
            _form = new(route);
        }
        else
        {
            Outcomes.Refused(RemovePbxItem.Unknown(PbxKind.IncomingRoute, Id));
            Navigation.NavigateTo(Urls.IncomingRoutes);
        }
    }

    private async Task SaveAsync()
    {
        if (await _state.RunAsync(async () => (await Save.HandleAsync(Actor, Typed, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["route.saved", _form!.Name]);
            Navigation.NavigateTo(Urls.IncomingRoutes);
        }
    }

    private Task PreviewAsync() => _state.RunAsync(async () =>
    {
        var preview = await Save.PreviewAsync(Actor, Typed, CancellationToken.None);
        _preview = preview.Value;
        return preview.Refusal;
    });

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, PbxKind.IncomingRoute, Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["route.deleted", _form!.Name]);
            Navigation.NavigateTo(Urls.IncomingRoutes);
        }
    }
}
