using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Access;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Wallboards;

/// <summary>Every board: to open, to change, to begin a new one.</summary>
public sealed partial class WallboardsPage
{
    private IReadOnlyList<Wallboard> _boards = [];
    private FormState _state = null!;
    private Actor? _actor;
    private bool _loaded;
    private bool _mayManage;
    private string _name = "";
    private bool _usual = true;

    [SupplyParameterFromQuery(Name = "edit")]
    private string? Edit { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject] private ListWallboards List { get; set; } = null!;
    [Inject] private SaveWallboard Save { get; set; } = null!;
    [Inject] private WallboardChanges Changes { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    private IReadOnlyList<(bool, string)> Beginnings => [(true, T["wallboard.begin-usual"].Value), (false, T["wallboard.begin-empty"].Value)];

    public void Dispose() => Changes.Changed -= OnChanged;

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _actor = (await Authentication).User.ToActor();
        if (!RendererInfo.IsInteractive || _actor is null)
            return;
        _mayManage = _actor.May(Permission.ManageWallboards);
        Changes.Changed += OnChanged;
        await LoadAsync();
    }

    private async Task LoadAsync() => (_boards, _loaded) = ((await List.HandleAsync(_actor!, CancellationToken.None)).Value ?? [], true);

    private void OnChanged(int id) => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });

    private async Task AddAsync()
    {
        var board = _usual ? UsualWallboard.Named(_name) : new() { Name = _name };
        SaveWallboard.Saved? saved = null;
        if (await _state.RunAsync(async () =>
        {
            var result = await Save.HandleAsync(_actor!, board, CancellationToken.None);
            saved = result.Value;
            return result.Refusal;
        }))
        {
            Navigation.NavigateTo(Urls.WallboardEditor(saved!.Board.Id));
        }
    }
}
