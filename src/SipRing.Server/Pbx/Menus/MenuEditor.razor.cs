using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx.Menus;

/// <summary>One voice menu: added or changed.</summary>
public sealed partial class MenuEditor
{
    private const string New = "new";

    private FormState _state = null!;
    private MenuForm? _form;
    private PbxPreview? _preview;
    private PbxConfiguration _configuration = PbxConfiguration.Empty;

    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private SaveMenu Save { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    private bool IsNew => Id == New;

    // What the keys are judged by: everything as it is, and this menu as it stands in the form.
    private PbxConfiguration Drafted => _configuration with { Menus = _configuration.Menus.With(_form!.ToMenu()) };

    private Refusal? Circle => new CallFlow(Drafted).CheckPlace(DestinationKind.Menu, _form!.Id) is { Field: "noKey" } circle ? circle : null;

    private IReadOnlyList<(string, string)> Sounds => [.. _form!.Greeting.Length == 0 ? [("", T["menus.no-sound"].Value)] : Array.Empty<(string, string)>(), .. AllSounds];

    private IReadOnlyList<(string, string)> WrongKeys => [("", T["menus.wrong-key-none"]), .. AllSounds];

    private IEnumerable<(string, string)> AllSounds => _configuration.Announcements.OrderBy(a => a.Name, StringComparer.CurrentCulture).Select(a => (a.Id, a.Name));

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _configuration = (await Read.HandleAsync(Actor, CancellationToken.None)).Value ?? _configuration;
        if (IsNew)
        {
            _form = MenuForm.New(_configuration);
        }
        else if (_configuration.Menus[Id] is { } menu)
        {
            _form = new(menu);
        }
        else
        {
            Outcomes.Refused(RemovePbxItem.Unknown(PbxKind.Menu, Id));
            Navigation.NavigateTo(Urls.Menus);
        }
    }

    private async Task SaveAsync()
    {
        var menu = _form!.ToMenu();
        if (await _state.RunAsync(async () => (await Save.HandleAsync(Actor, menu, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["menus.saved", menu.Name]);
            Navigation.NavigateTo(Urls.Menus);
        }
    }

    private Task PreviewAsync() => _state.RunAsync(async () =>
    {
        var preview = await Save.PreviewAsync(Actor, _form!.ToMenu(), CancellationToken.None);
        _preview = preview.Value;
        return preview.Refusal;
    });

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, PbxKind.Menu, Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["menus.deleted", _form!.Name]);
            Navigation.NavigateTo(Urls.Menus);
        }
    }
}
